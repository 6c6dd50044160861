package pdf

import (
	"encoding/xml"
	"strings"
)

// xmp is the metadata that readers and archives look for (14.3.2), with the claim
// of PDF/UA-1.
func (f File) xmp() string {
	dates := ""
	if !f.Date.IsZero() {
		at := f.Date.UTC().Format("2006-01-02T15:04:05Z")
		dates = "<xmp:CreateDate>" + at + "</xmp:CreateDate>\n<xmp:ModifyDate>" + at + "</xmp:ModifyDate>\n"
	}
	return "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escapedXML(f.Title) + `</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>` + escapedXML(f.Author) + `</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">` + escapedXML(f.Subject) + `</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>` + escapedXML(f.Language) + `</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>` + escapedXML(f.Creator) + `</pdf:Producer>
<xmp:CreatorTool>` + escapedXML(f.Creator) + `</xmp:CreatorTool>
` + dates + `<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
}

func escapedXML(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s))
	return b.String()
}
