#include "model/report/html.h"

#include "model/layout/paletteproperties.h"
#include "model/layout/picture.h"
#include "model/xmltext.h"

namespace tarascope {

namespace {

// 13 px and Noto Sans as in the window; wide tables scroll alone, rows are not split between printed pages.
constexpr std::string_view pageCss = R"(
html{font:13px/18px 'Noto Sans',sans-serif;color:var(--text-primary);background:var(--surface-base)}
body{max-width:1180px;margin:0 auto;padding:24px 16px 64px}
h1{font-size:28px;line-height:34px;margin:0 0 4px}h2{font-size:20px;line-height:28px;margin:40px 0 8px;border-top:1px solid var(--line-soft);padding-top:16px}
h3{font-size:15px;line-height:20px;margin:24px 0 4px}p{margin:4px 0 8px;max-width:840px}
.muted{color:var(--text-muted)}.small{font-size:12px;line-height:16px}.mono{font-family:'Noto Sans Mono',monospace;overflow-wrap:anywhere}
a{color:var(--accent-ink)}nav ol{columns:2;max-width:640px;padding-left:20px}
.scroll{overflow-x:auto}.narrow{max-width:420px}.narrow th+th{text-align:right}table{border-collapse:collapse;width:100%;margin:8px 0 4px}
caption{text-align:left;color:var(--text-muted);font-size:12px;padding:4px 0}
th{text-align:left;font-weight:400;font-size:12px;color:var(--text-muted);background:var(--surface-header)}
th,td{padding:5px 8px;border-bottom:1px solid var(--line-soft);vertical-align:top}
td.key,td a.key{white-space:nowrap}a.key{color:var(--text-secondary)}td.reading{white-space:nowrap}td.number{text-align:right;font-variant-numeric:tabular-nums}
tr:target,section:target{background:var(--state-selected)}
.risk{display:inline-block;min-width:22px;line-height:20px;text-align:center;border-radius:3px;font-weight:700;border:1px solid var(--line-strong)}
.risk.r1{background:var(--risk-1-fill);color:var(--risk-1-on)}.risk.r2{background:var(--risk-2-fill);color:var(--risk-2-on)}
.risk.r3{background:var(--risk-3-fill);color:var(--risk-3-on)}.risk.r4{background:var(--risk-4-fill);color:var(--risk-4-on)}
.risk.r5{background:var(--risk-5-fill);color:var(--risk-5-on)}
.deciding{background:var(--notice-warning-tint);font-weight:700}.default{color:var(--notice-warning-ink)}
.failed{color:var(--notice-error-ink);font-weight:700}.unverified{color:var(--notice-warning-ink)}
ul.reasons{margin:2px 0;padding-left:16px}.path{margin-bottom:24px}svg{max-width:100%;height:auto}
@media print{html{font-size:11px}a{color:inherit;text-decoration:none}tr,svg,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}}
)";

std::string style()
{
    return ":root{color-scheme:light dark;" + paletteProperties("light") + "}\n@media screen and (prefers-color-scheme:dark){:root{" +
           paletteProperties("dark") + "}}" + std::string(pageCss) + std::string(pictureCss());
}

} // namespace

Html &Html::open(std::string_view element, std::string_view classes, std::string_view id)
{
    m_out.append("<").append(element);
    if (!id.empty())
        m_out.append(" id=\"").append(xmlText(id)).append("\"");
    if (!classes.empty())
        m_out.append(" class=\"").append(classes).append("\"");
    m_out += '>';
    return *this;
}

Html &Html::close(std::string_view element)
{
    m_out.append("</").append(element).append(">");
    return *this;
}

Html &Html::text(std::string_view words)
{
    m_out += xmlText(words);
    return *this;
}

Html &Html::put(std::string_view element, std::string_view words, std::string_view classes)
{
    return open(element, classes).text(words).close(element);
}

Html &Html::item(const Graph &graph, ItemId id, bool withName)
{
    const Item *found = id.valid() ? graph.item(id) : nullptr;
    if (!found)
        return *this;
    m_out.append("<a class=\"key\" href=\"#").append(xmlText(found->key)).append("\">").append(xmlText(found->key)).append("</a>");
    if (withName && !found->name.empty())
        text(" ").text(found->name);
    return *this;
}

Html &Html::section(std::string_view id, std::string_view title)
{
    m_out.append("\n<h2 id=\"").append(id).append("\">").append(xmlText(title)).append("</h2>\n");
    return *this;
}

Html &Html::markup(std::string_view own)
{
    m_out += own;
    return *this;
}

Html &Html::table(std::string_view caption, std::initializer_list<std::string_view> titles)
{
    open("div", "scroll").open("table").put("caption", caption).markup("<thead><tr>");
    for (std::string_view title : titles)
        m_out.append("<th scope=\"col\">").append(xmlText(title)).append("</th>");
    return markup("</tr></thead>\n<tbody>\n");
}

Html &Html::endTable() { return markup("</tbody></table></div>\n"); }

Html &Html::row(std::string_view id) { return open("tr", {}, id); }

Html &Html::notShown(std::size_t shown, std::size_t all)
{
    if (shown < all)
        put("p", std::to_string(shown) + " of " + std::to_string(all) + " are shown.", "muted small");
    return *this;
}

std::string htmlPage(std::string_view title, std::string_view body)
{
    return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><meta charset=\"utf-8\"/>\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"/>\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" +
           xmlText(title) + "</title>\n<style>" + style() + "</style></head>\n<body>\n" + std::string(body) + "</body></html>\n";
}

} // namespace tarascope
