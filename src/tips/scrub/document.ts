// Makes documents and HEIC pictures clean by rendering them anew, or by mat2, inside the sandbox.

import { stripHere } from './here.ts'
import type { Told } from './kind.ts'
import type { Limits } from './limits.ts'
import { finishOffice } from './office.ts'
import { refuse, type Stripped } from './outcome.ts'
import { latin1Of } from './output.ts'
import type { Ran, Sandbox } from './sandbox.ts'

/**
 * mat2 by its library: its command reads types from a file that may be missing, and starts sandboxes and processes of its own.
 * Members it does not know make it stop.
 */
const python = `
import mimetypes, sys
from libmat2 import UnknownMemberPolicy, parser_factory
mimetypes.add_type(sys.argv[2], '.' + sys.argv[1])
parser, _ = parser_factory.get_parser('in.' + sys.argv[1])
if parser is None: sys.exit('not supported')
parser.sandbox = False
parser.unknown_member_policy = UnknownMemberPolicy.ABORT
if not parser.remove_all(): sys.exit('not supported')
`
const mat2 = 'cat > "in.$1" && python3 -c "$3" "$1" "$2" >&2 && cat "in.cleaned.$1"'
/** Several pictures in one file would come out as several files: it is refused rather than cut. */
const heif =
  'cat > in.heic && heif-convert --quiet -q 95 in.heic out.jpg >&2 && if [ -f out-1.jpg ]; then echo several >&2; exit 3; fi && cat out.jpg'
const traces = /\/(?:Producer|Creator|Author|Title|Subject|Keywords|CreationDate|ModDate|Metadata|EmbeddedFiles|Annots|JavaScript)\b/

/** Each page becomes a picture of itself (200 dpi): what lies under or beside the pages is gone, and so is their text as text. */
export async function stripPdf(sandbox: Sandbox, file: Uint8Array): Promise<Stripped> {
  const ran = await sandbox.run(mat2, ['pdf', 'application/pdf', python], file)
  if (!ran.ok) return failed(ran, includes(file, /\/Encrypt\b/))
  if (ran.bytes.length === 0) return refuse('broken')
  return includes(ran.bytes, traces) ? refuse('cannot-be-scrubbed') : ran
}

/** mat2 takes what it knows; what it leaves is looked for, and where something hides the file is refused. */
export async function stripOffice(sandbox: Sandbox, file: Uint8Array, { form, mime }: Told, limits: Limits): Promise<Stripped> {
  const ran = await sandbox.run(mat2, [form, mime, python], file)
  if (!ran.ok) return failed(ran, !/BadZipFile|zlib\.error|OSError|EOFError/.test(ran.said))
  return finishOffice(ran.bytes, limits)
}

/** A JPEG of the picture, upright; it is decoded, so what was beside the picture is gone. */
export async function stripHeic(sandbox: Sandbox, file: Uint8Array): Promise<Stripped> {
  const ran = await sandbox.run(heif, [], file)
  return ran.ok ? stripHere(ran.bytes) : failed(ran, ran.said.includes('several'))
}

function failed(ran: Extract<Ran, { ok: false }>, isForeign: boolean): Stripped {
  return refuse(ran.why === 'broken' && isForeign ? 'cannot-be-scrubbed' : ran.why)
}

function includes(bytes: Uint8Array, sign: RegExp): boolean {
  return sign.test(latin1Of(bytes))
}
