package org.shuyi.kiosk.centre;

import java.lang.reflect.Field;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.internal.MqttConnectionState;

/**
 * Switches off outgoing topic aliases. Paho 1.2.5 uses them wherever the broker allows it, notes an
 * alias before it knows whether the message may be sent, and has no setting against it
 * (paho.mqtt.java #1104).
 */
final class TopicAliases {
  private TopicAliases() {}

  /** To be called after each CONNACK, before the first publication. */
  static void off(MqttAsyncClient client) throws ReflectiveOperationException {
    Field field = MqttAsyncClient.class.getDeclaredField("mqttConnection");
    field.setAccessible(true);
    if (field.get(client) instanceof MqttConnectionState state) {
      state.setOutgoingTopicAliasMaximum(0);
    } else {
      throw new NoSuchFieldException("mqttConnection");
    }
  }
}
