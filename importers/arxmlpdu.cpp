#include "importers/arxmlreader.h"
#include "importers/batchitem.h"

#include <algorithm>
#include <charconv>
#include <cmath>

// What a frame carries: PDUs, which may carry others, and the signals in them.

namespace tarascope {

namespace {

constexpr std::size_t mostNested = 16;

std::string shortName(const XmlElement &element) { return std::string(element.textOf("SHORT-NAME")); }

std::string bitText(std::int64_t number) { return number < 0 ? "?" : std::to_string(number); }

/// Whether the signal stands for several that have mappings of their own (AUTOSAR 3).
bool isGroup(const XmlElement &signal)
{
    const XmlElement *system = signal.child("SYSTEM-SIGNAL-REF");
    return system && system->attribute("DEST") == "SYSTEM-SIGNAL-GROUP";
}

/// "0..3 on" of a COMPU-SCALE, empty when it has no text.
std::string scaleText(const XmlElement &scale)
{
    const XmlElement *label = scale.at({"COMPU-CONST", "VT"});
    if (!label)
        return {};
    const std::string_view low = scale.textOf("LOWER-LIMIT");
    const std::string_view high = scale.textOf("UPPER-LIMIT");
    return std::string(low) + (high.empty() || high == low ? "" : ".." + std::string(high)) + " " + label->text;
}

} // namespace

void ArxmlReader::readPdu(const XmlElement &pdu, Place place)
{
    const bool inCircle = std::find(place.chain.begin(), place.chain.end(), &pdu) != place.chain.end();
    if (inCircle || place.chain.size() >= mostNested) {
        m_skipped.list(shortName(pdu),
                       {QT_TRANSLATE_NOOP("model", "the PDU carries itself, or is nested too deep; it is not followed "
                                                   "further"),
                        {},
                        "arxmlCircle"},
                       m_document.where(pdu));
        return;
    }
    if (m_index.followed() > m_budget.limits.references)
        return; // refused by the caller
    m_carriers[&pdu].insert(m_current);
    place.chain.push_back(&pdu);
    readCycle(pdu, place.message);
    if (pdu.name == "MULTIPLEXED-I-PDU") {
        readMultiplexed(pdu, place);
    } else if (pdu.name == "CONTAINER-I-PDU") {
        for (const XmlElement *reference : elementsBelow(pdu, "CONTAINED-PDU-TRIGGERING-REF"))
            readContained(*reference, place, true);
    } else if (pdu.name == "SECURED-I-PDU") {
        std::string &comment = place.message.comment;
        const std::string secured = "secured onboard communication: " + shortName(pdu);
        if (comment.find(secured) == std::string::npos)
            comment += (comment.empty() ? "" : "; ") + secured;
        if (const XmlElement *payload = pdu.child("PAYLOAD-REF"))
            readContained(*payload, place, false);
    } else {
        readMappings(pdu, place);
    }
}

void ArxmlReader::readContained(const XmlElement &triggeringReference, const Place &place, bool named)
{
    const XmlElement *triggering = m_index.follow(triggeringReference);
    const XmlElement *pdu = triggering ? m_index.followChild(*triggering, "I-PDU-REF") : nullptr;
    if (!pdu)
        return;
    Place inside = place;
    if (named) { // bits count from the PDU's own begin there
        inside.prefix += shortName(*pdu) + ".";
        inside.start = 0;
    }
    readPdu(*pdu, std::move(inside));
}

void ArxmlReader::readMultiplexed(const XmlElement &pdu, const Place &place)
{
    for (const XmlElement *part : elementsBelow(pdu, "STATIC-PART"))
        if (const XmlElement *carried = m_index.followChild(*part, "I-PDU-REF"))
            readPdu(*carried, place);
    for (const XmlElement *part : elementsBelow(pdu, "DYNAMIC-PART-ALTERNATIVE")) {
        Place alternative = place;
        alternative.multiplexing = "m" + capped(std::string(part->textOf("SELECTOR-FIELD-CODE")), 20);
        if (const XmlElement *carried = m_index.followChild(*part, "I-PDU-REF"))
            readPdu(*carried, std::move(alternative));
    }
}

void ArxmlReader::readMappings(const XmlElement &pdu, const Place &place)
{
    for (const XmlElement *mapping : elementsBelow(pdu, "SIGNAL-TO-I-PDU-MAPPING")) {
        const XmlElement *reference = mapping->child("I-SIGNAL-REF");
        if (!reference)
            reference = mapping->child("SIGNAL-REF"); // AUTOSAR 3
        if (!reference)
            continue; // a group, whose signals have mappings of their own
        const XmlElement *found = m_index.follow(*reference);
        if (found && isGroup(*found))
            continue;
        const std::int64_t first = numberOf(*mapping, "START-POSITION", -1);
        BusSignal signal;
        if (found)
            signal = readSignal(*found, *mapping, first < 0 ? first : place.start + first);
        else
            signal.name = shortName(*mapping);
        signal.name = place.prefix + signal.name;
        signal.multiplexing = place.multiplexing;
        place.message.signalList.push_back(std::move(signal));
    }
}

BusSignal ArxmlReader::readSignal(const XmlElement &signal, const XmlElement &mapping, std::int64_t start)
{
    BusSignal read;
    read.name = shortName(signal);
    read.comment = arxmlDescription(signal);
    bool isSigned = false;
    readCoding(signal, read, isSigned);
    std::int64_t length = numberOf(signal, "LENGTH", -1);
    if (const XmlElement *system = m_index.followChild(signal, "SYSTEM-SIGNAL-REF")) {
        if (read.comment.empty())
            read.comment = arxmlDescription(*system);
        if (length < 0)
            length = numberOf(*system, "LENGTH", -1); // AUTOSAR 3
        readCoding(*system, read, isSigned);
        if (const XmlElement *type = m_index.followChild(*system, "DATA-TYPE-REF"))
            readCoding(*type, read, isSigned);
    }
    const bool big = mapping.textOf("PACKING-BYTE-ORDER") == "MOST-SIGNIFICANT-BYTE-FIRST";
    read.layout = bitText(start) + "|" + bitText(length) + (big ? "@0" : "@1") + (isSigned ? "-" : "+");
    return read;
}

void ArxmlReader::readCoding(const XmlElement &properties, BusSignal &signal, bool &isSigned)
{
    for (const XmlElement *reference : elementsBelow(properties, "BASE-TYPE-REF")) {
        const XmlElement *type = m_index.follow(*reference);
        const std::string_view encoding = type ? type->textOf("BASE-TYPE-ENCODING") : std::string_view();
        isSigned = isSigned || encoding == "2C" || encoding == "1C" || encoding == "SM" || encoding == "IEEE754";
    }
    ArxmlIndex::Elements units = elementsBelow(properties, "UNIT-REF");
    for (const XmlElement *reference : elementsBelow(properties, "COMPU-METHOD-REF")) {
        const XmlElement *method = m_index.follow(*reference);
        if (!method)
            continue;
        const bool first = signal.values.empty();
        for (const XmlElement *scale : elementsBelow(*method, "COMPU-SCALE"))
            if (const std::string text = scaleText(*scale); first && !text.empty())
                signal.values += (signal.values.empty() ? "" : ", ") + text;
        if (const XmlElement *unit = method->child("UNIT-REF"))
            units.push_back(unit);
    }
    for (const XmlElement *reference : units) {
        const XmlElement *unit = signal.unit.empty() ? m_index.follow(*reference) : nullptr;
        if (unit)
            signal.unit = unit->textOf(unit->child("DISPLAY-NAME") ? "DISPLAY-NAME" : "SHORT-NAME");
    }
}

// Seconds in the file; of several PDUs the fastest counts.
void ArxmlReader::readCycle(const XmlElement &pdu, BusMessage &message)
{
    for (const XmlElement *timing : elementsBelow(pdu, "CYCLIC-TIMING")) {
        for (const char *period : {"TIME-PERIOD", "REPEATING-TIME"}) { // of AUTOSAR 4 and 3
            const XmlElement *value = timing->at({period, "VALUE"});
            if (!value)
                continue;
            double seconds = 0;
            std::from_chars(value->text.data(), value->text.data() + value->text.size(), seconds);
            const std::int64_t cycle = seconds > 0 && seconds < 1e6 ? std::llround(seconds * 1000) : 0;
            if (cycle > 0 && (message.cycleTime == 0 || cycle < message.cycleTime))
                message.cycleTime = cycle;
        }
    }
}

} // namespace tarascope
