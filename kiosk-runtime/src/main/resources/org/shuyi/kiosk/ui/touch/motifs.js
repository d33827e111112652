// The picture of each screen that is not about doors: drawn lines, few colours, one movement.
const card = `<g class="card"><rect x="-105" y="-66" width="210" height="132" rx="14" class="face"/><path class="stripe" d="M-105-30h210v24h-210z"/><path class="book" d="M-78 40c10-6 22-6 32 0V16c-10-6-22-6-32 0zm32 0c10-6 22-6 32 0V16c-10-6-22-6-32 0z"/><path class="line" d="M12 22h66M12 38h44"/></g>`;
const reader = `<g class="reader"><rect x="130" y="270" width="340" height="150" rx="28" class="body"/><rect x="146" y="286" width="308" height="118" rx="18" class="pad"/><g class="waves"><path d="M282 360q-14-18 0-36M262 374q-26-32 0-64M318 360q14-18 0-36M338 374q26-32 0-64"/><circle cx="300" cy="342" r="7"/></g></g>`;
const wrap = (inner) => `<svg viewBox="0 0 600 460">${inner}</svg>`;
const sign = (inner) =>
  wrap(`<g class="hung"><path class="cord" d="M300 20 180 150M300 20l120 130"/><circle class="nail" cx="300" cy="20" r="10"/><rect class="board" x="120" y="146" width="360" height="220" rx="26"/>${inner}</g>`);

const book = `<g class="open-book"><path class="cover" d="M90 150q110-36 210 20 100-56 210-20v210q-110-36-210 20-100-56-210-20z"/><path class="leafs" d="M110 140q104-30 190 26v196q-86-50-190-26zM490 140q-104-30-190 26v196q86-50 190-26z"/><path class="line" d="M144 196q64-12 120 16M144 240q64-12 120 16M144 284q64-12 120 16M456 196q-64-12-120 16M456 240q-64-12-120 16"/><path class="mark" d="M404 148v128l22-22 22 22V140q-22 0-44 8z"/></g>`;

const slot = (arrow) =>
  wrap(`<g class="exit"><rect class="frame" x="130" y="60" width="340" height="340" rx="26"/><path class="arrow" d="M190 330h220${arrow}"/></g>`);

export const motifs = {
  attract: wrap(`${reader}<g class="hand tapping"><g transform="translate(300 150) rotate(-7)">${card}</g></g>`),
  asking: wrap(`${reader}<g class="hand"><g transform="translate(300 232)">${card}</g></g><g class="dots"><circle cx="252" cy="70" r="13"/><circle cx="300" cy="70" r="13"/><circle cx="348" cy="70" r="13"/></g>`),
  'turned-away': wrap(`<g class="aside"><g transform="translate(300 250) rotate(-5) scale(1.55)">${card}</g></g><g class="pause"><circle cx="452" cy="128" r="62"/><path d="M452 94v44M452 158v4"/></g>`),
  'out-of-service': sign(`<path class="moon" d="M322 196a62 62 0 1 0 46 104 70 70 0 0 1-46-104z"/><circle class="star" cx="392" cy="214" r="6"/><circle class="star" cx="420" cy="254" r="4"/><circle class="star" cx="226" cy="214" r="4"/>`),
  emergency: wrap(`<g class="exit"><rect class="frame" x="180" y="70" width="240" height="340" rx="14"/><path class="arrow" d="M60 240h190M190 176l64 64-64 64"/></g>`),
  service: sign(`<path class="tool" d="M338 204a44 44 0 0 0-56 56l-62 62a16 16 0 0 0 24 24l62-62a44 44 0 0 0 56-56l-26 26-26-8-8-26z"/>`),
  receipt: wrap(book),
  starting: wrap(`<g class="lamp"><path class="glow" d="M300 196 130 420h340z"/><path class="shade" d="M300 96c-58 0-96 40-96 100h192c0-60-38-100-96-100z"/><path class="cord" d="M300 0v96"/><circle class="bulb" cx="300" cy="204" r="22"/></g>`),
  'entrance-open': wrap(`<g class="exit"><rect class="frame" x="220" y="50" width="220" height="360" rx="10"/><path class="leaf" d="M220 50 330 84v360l-110-34z"/><circle class="knob" cx="308" cy="262" r="9"/><path class="arrow" d="M40 240h116M112 188l52 52-52 52"/></g>`),
  'gate-sorry': wrap(`<g class="exit"><rect class="frame" x="70" y="50" width="70" height="370" rx="30"/><rect class="frame" x="460" y="50" width="70" height="370" rx="30"/></g><g transform="translate(165 118) scale(.45)">${book}</g><g class="exit"><path class="arrow" d="M244 366l40 36 76-84"/></g>`),
  'magnet-lay-on': wrap(`${reader}<g class="hand tapping"><g transform="translate(165 60) scale(.45)">${book}</g></g>`),
  'magnet-busy': wrap(`${reader}<g transform="translate(165 190) scale(.45)">${book}</g><g class="dots"><circle cx="252" cy="120" r="13"/><circle cx="300" cy="120" r="13"/><circle cx="348" cy="120" r="13"/></g>`),
  'intake-open': slot('M300 110v150M240 204l60 60 60-60'),
  'intake-take': slot('M300 270V120M240 176l60-60 60 60'),
  'intake-busy': slot('M220 230h10M300 230h1M370 230h10'),
  'intake-blocked': slot('M250 150l100 100M350 150l-100 100'),
  'intake-stopped': slot('M250 150l100 100M350 150l-100 100'),
};
