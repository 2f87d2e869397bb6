package io.github.lambdaci.aws;

import io.github.lambdaci.failure.AwsException;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the outputs of a stack in CloudFormation's answer to DescribeStacks. */
final class StackOutputs {
    private StackOutputs() {}

    /** The outputs, by their keys. */
    static Map<String, String> of(String xml) {
        Map<String, String> outputs = new TreeMap<>();
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml));
            String key = "";
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamReader.START_ELEMENT) {
                    continue;
                }
                if (reader.getLocalName().equals("OutputKey")) {
                    key = reader.getElementText();
                } else if (reader.getLocalName().equals("OutputValue")) {
                    outputs.put(key, reader.getElementText());
                }
            }
            return outputs;
        } catch (XMLStreamException e) {
            throw new AwsException(
                    "CloudFormation's answer cannot be read: " + e.getMessage(),
                    "check AWS_ENDPOINT_URL_CLOUDFORMATION",
                    e);
        }
    }

    /** Without anything that an answer could make this machine fetch. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
