import { readdirSync, readFileSync } from 'node:fs'
import * as typst from '@myriaddreamin/typst-ts-node-compiler'
import { AttestError, toErrorValue } from '../../shared/model/error.ts'
import { childPort } from '../childPort.ts'
import { printFonts, resourcePath } from '../resources.ts'
import type { TypstAnswer, TypstRequest } from './typstMessages.ts'
import { identifyAsUa } from './ua.ts'

/*
 * A process that does nothing but set documents. The compiler works synchronously and cannot be interrupted, so it
 * runs here, where it can be killed. It keeps the fonts and the memory of the last document between requests: an
 * edited word then costs a fraction of a first compile. It reads its template and fonts once and no other file.
 */

/** A directory that does not exist: only mapped files can be read. */
const workspace = '/attest'

const compiler = typst.NodeCompiler.create({
  workspace,
  fontArgs: [{ fontBlobs: printFonts().map((file) => readFileSync(file)) }],
})
const templates = resourcePath('typst')
for (const file of readdirSync(templates).filter((name) => name.endsWith('.typ'))) {
  compiler.mapShadow(`${workspace}/${file}`, readFileSync(`${templates}/${file}`))
}

/** The compiler's words for what it met. */
function describe(error: typst.NodeError | null): string[] {
  if (error === null) return []
  return compiler
    .fetchDiagnostics(error)
    .map((each: { message?: string; hints?: string[] }) =>
      [each.message ?? 'unknown problem', ...(each.hints ?? [])].join(' — '),
    )
}

/** Pictures of the last document stay: an edited word does not unpack them again. */
const mapped = new Set<string>()
function mapPictures(pictures: TypstRequest['pictures']): void {
  const wanted = new Set(pictures.map(({ file }) => file))
  for (const file of mapped) {
    if (wanted.has(file)) continue
    compiler.unmapShadow(`${workspace}/pictures/${file}`)
    mapped.delete(file)
  }
  for (const { file, bytes } of pictures) {
    if (mapped.has(file)) continue
    compiler.mapShadow(`${workspace}/pictures/${file}`, Buffer.from(bytes))
    mapped.add(file)
  }
}

function answer({ id, document, timestamp, conformance, pictures }: TypstRequest): TypstAnswer {
  const memoryBytes = () => process.memoryUsage().rss
  try {
    mapPictures(pictures)
    compiler.mapShadow(`${workspace}/document.json`, Buffer.from(document))
    const compiled = compiler.compile({ mainFilePath: `${workspace}/briefing.typ` })
    // Warnings count too: "did not converge" would mean wrong page numbers.
    const problems = describe(compiled.takeDiagnostics())
    if (compiled.result === null || problems.length > 0) return { id, problems, memoryBytes: memoryBytes() }
    const pages = compiled.result.numOfPages
    const pdf = compiler.pdf(compiled.result, {
      creationTimestamp: timestamp,
      ...(conformance === 'ua-a2a' ? { pdfStandard: 'a-2a' } : {}),
    })
    return {
      id,
      pdf: conformance === 'ua-a2a' ? identifyAsUa(pdf) : pdf,
      pages,
      memoryBytes: memoryBytes(),
    }
  } catch (error) {
    if (error instanceof AttestError) return { id, error: toErrorValue(error), memoryBytes: memoryBytes() }
    // The PDF writer throws what it refuses, a missing glyph among them.
    return {
      id,
      problems: [error instanceof Error ? error.message : String(error)],
      memoryBytes: memoryBytes(),
    }
  } finally {
    // What ten compiles did not use again goes, or the memory of every edited word stays.
    compiler.evictCache(10)
  }
}

const port = childPort()
port.onRequest((request) => port.answer(answer(request as TypstRequest)))
