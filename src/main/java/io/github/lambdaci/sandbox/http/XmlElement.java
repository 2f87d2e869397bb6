package io.github.lambdaci.sandbox.http;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of a small XML document that a caller sent; namespaces and attributes are ignored. */
public record XmlElement(String name, String text, List<XmlElement> children) {
    public static XmlElement read(InputStream in) {
        try {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            // A document type could make the reader open files of this machine.
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            int event = reader.next();
            while (event != XMLStreamConstants.START_ELEMENT) {
                event = reader.next();
            }
            return element(reader);
        } catch (XMLStreamException | java.util.NoSuchElementException malformed) {
            throw AwsError.of(
                    400,
                    "MalformedXML",
                    "The XML you provided was not well-formed or did not validate against our published schema");
        }
    }

    private static XmlElement element(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(reader));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
        }
        return new XmlElement(name, text.toString(), List.copyOf(children));
    }

    public Stream<XmlElement> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName));
    }

    public Optional<XmlElement> first(String childName) {
        return all(childName).findFirst();
    }

    public Optional<String> value(String childName) {
        return first(childName).map(XmlElement::text).map(String::strip);
    }
}
