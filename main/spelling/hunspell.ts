import { AttestError } from '../../shared/model/error.ts'
import type { Dictionary } from '../../shared/spelling/speller.ts'

/** Largest files that are taken, in bytes: the largest dictionaries of LibreOffice are half of it. */
const mostBytes = { aff: 4 * 1024 * 1024, dic: 20 * 1024 * 1024 }
/** Directives that every affix file has some of: https://man7.org/linux/man-pages/man5/hunspell.5.html */
const directive =
  /^(?:SET|TRY|FLAG|KEY|REP|MAP|PFX|SFX|WORDCHARS|COMPOUND\w*|NOSUGGEST|ICONV|OCONV|BREAK)\s/mu
/** Affixes upon affixes and words of words can make more forms than fit in a memory: one entry may make this many. */
const mostRules = 60_000

/**
 * The texts of a Hunspell dictionary's files, in the encoding that the affix file names.
 *
 * @param name of the dictionary, for messages
 * @throws AttestError `too-large`, `unsupported` (an encoding), `damaged` (no dictionary)
 */
export function readHunspell(name: string, aff: Uint8Array, dic: Uint8Array): Dictionary {
  if (aff.length > mostBytes.aff || dic.length > mostBytes.dic) {
    throw new AttestError(
      'too-large',
      `“${name}” is larger than a spelling dictionary.`,
      `The .aff file may have ${mostBytes.aff / 1024 / 1024} MiB, the .dic file ${mostBytes.dic / 1024 / 1024} MiB.`,
    )
  }
  const label = /^\uFEFF?(?:.*\n)*?SET\s+(\S+)/u.exec(
    Buffer.from(aff).toString('latin1').slice(0, 20_000),
  )?.[1]
  const decode = decoderOf(name, label ?? 'ISO8859-1')
  const texts = { aff: clean(decode(aff)), dic: clean(decode(dic)) }
  const wrong = problemOf(texts)
  if (wrong !== null) {
    throw new AttestError(
      'damaged',
      `“${name}” is not a Hunspell dictionary: ${wrong}.`,
      'Choose the .aff and the .dic file of one dictionary, as LibreOffice and Firefox have them, unpacked.',
    )
  }
  return texts
}

function problemOf({ aff, dic }: Dictionary): string | null {
  if (/\0/u.test(aff) || /\0/u.test(dic)) return 'a file holds bytes that are no text'
  if (!directive.test(aff)) return 'the .aff file has no line that Hunspell knows'
  if (!/^\s*\d+\s*$/u.test(dic.slice(0, dic.indexOf('\n'))))
    return 'the .dic file does not begin with a number'
  if (!/\n[^\s\d]/u.test(dic)) return 'the .dic file has no words'
  for (const [line, , count] of aff.matchAll(/^(?:PFX|SFX)\s+(\S+)\s+[YN]\s+(\d+)/gmu)) {
    if (Number(count) > mostRules) return `the line “${line}” announces too many rules`
  }
  const counts = [...aff.matchAll(/^(?:REP|ICONV|OCONV|COMPOUNDRULE)\s+(\d+)\s*$/gmu)]
  const lines = aff.split('\n').length
  if (counts.some(([, count]) => Number(count) > lines)) return 'the .aff file ends too early'
  return null
}

const clean = (text: string): string => text.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n')

function decoderOf(name: string, label: string): (bytes: Uint8Array) => string {
  const known = label.replace(/^microsoft-cp/iu, 'windows-').replace(/^ISO8859-/iu, 'ISO-8859-')
  try {
    const decoder = new TextDecoder(known, { fatal: /^utf-?8$/iu.test(known) })
    return (bytes) => decoder.decode(bytes)
  } catch (cause) {
    throw new AttestError(
      'unsupported',
      `“${name}” is written in “${label.slice(0, 40)}”, which Attest cannot read.`,
      'Look for the same dictionary in UTF-8.',
      { cause },
    )
  }
}
