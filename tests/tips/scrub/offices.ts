// Makes small office files, PDFs and their traces by code.
import { type Entry, pack } from '#tips/scrub/zip.ts'
import { ascii, markedJpeg, markedPng, marks } from './pictures.ts'

const all = marks.join(' ')
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
const w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const type = 'application/vnd.openxmlformats-officedocument'

function xml(name: string, text: string): Entry {
  return { name, bytes: Buffer.from(head + text) }
}

function relations(name: string, targets: readonly (readonly [string, string])[]): Entry {
  const all = targets.map(([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${relation}/${kind}" Target="${target}"/>`)
  return xml(name, `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`)
}

function contentTypes(parts: readonly (readonly [string, string])[]): Entry {
  const defaults = [
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
  ].map(([end, kind]) => `<Default Extension="${end}" ContentType="${kind}"/>`)
  const overrides = parts.map(([name, kind]) => `<Override PartName="/${name}" ContentType="${kind}"/>`)
  return xml(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[...defaults, ...overrides].join('')}</Types>`,
  )
}

const properties: readonly Entry[] = [
  xml(
    'docProps/core.xml',
    `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${all}</dc:creator></cp:coreProperties>`,
  ),
  xml(
    'docProps/app.xml',
    `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>${all}</Company></Properties>`,
  ),
]

/** A page of Word with a picture, its author in the properties and the picture; `body` is added to the page. */
export function markedDocx(body = '', extra: readonly Entry[] = []): Uint8Array<ArrayBuffer> {
  const page = `<w:document ${w} ${w14} ${r}><w:body><w:p w14:paraId="0815AB00" w:rsidR="00CA4A41"><w:r><w:t>What happened</w:t></w:r></w:p>${body}</w:body></w:document>`
  const settings = `<w:settings ${w} ${w15}><w:rsids><w:rsidRoot w:val="00CA4A41"/></w:rsids><w15:docId w15:val="{0815AB00-CA4A-41CA-9A41-000000000815}"/></w:settings>`
  return pack([
    contentTypes([
      ['word/document.xml', `${type}.wordprocessingml.document.main+xml`],
      ['word/settings.xml', `${type}.wordprocessingml.settings+xml`],
      ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
      ['docProps/app.xml', `${type}.extended-properties+xml`],
    ]),
    relations('_rels/.rels', [['officeDocument', 'word/document.xml']]),
    xml('word/document.xml', page),
    relations('word/_rels/document.xml.rels', [
      ['settings', 'settings.xml'],
      ['image', 'media/image1.png'],
      ['image', 'media/image2.jpeg'],
    ]),
    xml('word/settings.xml', settings),
    { name: 'word/media/image1.png', bytes: markedPng() },
    { name: 'word/media/image2.jpeg', bytes: markedJpeg() },
    ...properties,
    ...extra,
  ])
}

/** The comments of Word, which mat2 does not know. */
export const comments: Entry = xml(
  'word/comments.xml',
  `<w:comments ${w}><w:comment w:author="${all}" w:id="0"><w:p><w:r><w:t>${all}</w:t></w:r></w:p></w:comment></w:comments>`,
)

/** A table of Excel with one sheet; `state` may hide it. */
export function markedXlsx(state = ''): Uint8Array<ArrayBuffer> {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  return pack([
    contentTypes([
      ['xl/workbook.xml', `${type}.spreadsheetml.sheet.main+xml`],
      ['xl/worksheets/sheet1.xml', `${type}.spreadsheetml.worksheet+xml`],
      ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
      ['docProps/app.xml', `${type}.extended-properties+xml`],
    ]),
    relations('_rels/.rels', [['officeDocument', 'xl/workbook.xml']]),
    xml('xl/workbook.xml', `<workbook ${main} ${r}><sheets><sheet name="Payments" sheetId="1" ${state} r:id="rId1"/></sheets></workbook>`),
    relations('xl/_rels/workbook.xml.rels', [['worksheet', 'worksheets/sheet1.xml']]),
    xml('xl/worksheets/sheet1.xml', `<worksheet ${main}><sheetData><row r="1"><c r="A1"><v>100</v></c></row></sheetData></worksheet>`),
    ...properties,
  ])
}

/** A text of LibreOffice; `body` is added to it. */
export function markedOdt(body = ''): Uint8Array<ArrayBuffer> {
  const office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
  const text = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
  const names = ['content.xml', 'meta.xml'].map(
    name => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`,
  )
  return pack([
    { name: 'mimetype', bytes: ascii('application/vnd.oasis.opendocument.text') },
    xml(
      'content.xml',
      `<office:document-content ${office} ${text}><office:body><office:text><text:p>What happened</text:p>${body}</office:text></office:body></office:document-content>`,
    ),
    xml(
      'meta.xml',
      `<office:document-meta ${office} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:creator>${all}</dc:creator></office:meta></office:document-meta>`,
    ),
    xml(
      'META-INF/manifest.xml',
      `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">${names.join('')}</manifest:manifest>`,
    ),
  ])
}

/** A page with a word on it, an author, XMP, and something behind its end. */
export function markedPdf(pages = 1): Buffer {
  const kids = Array.from({ length: pages }, (_, i) => `${i + 6} 0 R`)
  const drawing = 'BT /F1 24 Tf 20 100 Td (What happened) Tj ET'
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${all}</x:xmpmeta>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${kids.join(' ')}] >>`,
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    `<< /Author (${all}) /Producer (${all}) /CreationDate (D:20261124070000) >>`,
    `<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n${xmp}\nendstream`,
    ...kids.map(
      () =>
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 3 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>',
    ),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = file.length
  const count = objects.length + 1
  return ascii(
    `${file}xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${count} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${table}\n%%EOF\n${all}`,
  )
}
