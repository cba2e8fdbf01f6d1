import { targetKey } from '../../shared/document/evidence.ts'
import { type Finding, severities } from '../../shared/model/finding.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Mark, type VerdictMarkName } from '../ui/Icon.tsx'
import { verdictMark } from '../ui/verdict.ts'
import { panelWords } from '../words/panels.ts'
import { citationsIn, quotationsIn } from './derived.ts'
import { useVersion } from './keyed.ts'
import type { BriefingSession } from './session.ts'

const words = panelWords.checks
export type Fix = Finding['fixes'][number]
const counted = ['verified', 'altered', 'absent', 'stale'] as const

/**
 * How many quotations stand in which way. Stale counts what rests on a capture that a newer one replaced, citations
 * without a quotation of the same passage included.
 */
export function countVerdicts(session: BriefingSession): Readonly<Record<VerdictMarkName, number>> {
  const counts = { verified: 0, altered: 0, absent: 0, stale: 0, unchecked: 0 }
  for (const block of session.blocks) {
    const quoted = new Set<string>()
    for (const { id, target } of quotationsIn(block)) {
      quoted.add(targetKey(target))
      const superseded = session.entity(target)?.snapshot.superseded ?? false
      counts[verdictMark(session.verdicts.get(id)?.verdict ?? null, superseded)] += 1
    }
    for (const { items } of citationsIn(block)) {
      const stale = items.some(
        ({ target }) =>
          target && !quoted.has(targetKey(target)) && session.entity(target)?.snapshot.superseded === true,
      )
      if (stale) counts.stale += 1
    }
  }
  return counts
}

/** Findings with keys for a list: two of one check may be of one node, and their order tells them apart. */
export function keyedFindings(findings: readonly Finding[]): { key: string; finding: Finding }[] {
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const about = `${finding.check} ${finding.node ?? finding.block ?? ''}`
    const before = seen.get(about) ?? 0
    seen.set(about, before + 1)
    return { key: `${about} ${before}`, finding }
  })
}

/** The mark of a finding: its verdict's where it is about one, else its severity's. */
function markOf(finding: Finding): VerdictMarkName | Finding['severity'] {
  if (finding.check === 'quotation-altered' || finding.check === 'negation-lost') return 'altered'
  if (finding.check === 'quotation-absent') return 'absent'
  if (finding.check === 'citation-stale' || finding.check === 'source-withdrawn') return 'stale'
  return finding.severity
}

function FindingRow(props: {
  finding: Finding
  readOnly: boolean
  shown: boolean
  onGo: (finding: Finding) => void
  onFix: (finding: Finding, fix: Fix) => void
}) {
  const { finding, readOnly, shown, onGo, onFix } = props
  const fixes = readOnly ? finding.fixes.filter((fix) => fix === 'open-source') : finding.fixes
  return (
    <li className={shown ? 'finding finding-shown' : 'finding'}>
      <button
        type="button"
        className="finding-go"
        aria-current={shown ? 'true' : undefined}
        onClick={() => onGo(finding)}
      >
        <Mark name={markOf(finding)} size={14} />
        <span>
          <b>{finding.message}</b>
          <span className="finding-detail">{finding.detail}</span>
        </span>
      </button>
      {fixes.length > 0 && (
        <div className="finding-fixes">
          {fixes.map((fix) => (
            <button
              key={fix}
              type="button"
              className="button button-link button-small"
              aria-label={`${words.fixes[fix]}: ${finding.message}`}
              onClick={() => onFix(finding, fix)}
            >
              {words.fixes[fix]}
            </button>
          ))}
        </div>
      )}
    </li>
  )
}

/** What the checks found in the saved briefing, by weight, and how its quotations stand. */
export function ChecksPanel({
  session,
  onGo,
  onFix,
}: {
  session: BriefingSession
  onGo: (finding: Finding) => void
  onFix: (finding: Finding, fix: Fix) => void
}) {
  const findings = session.state((state) => state.findings)
  const shown = session.state((state) => state.shown)
  useVersion(session.verdicts)
  useVersion(session.entities)
  const counts = countVerdicts(session)
  return (
    <div className="inspector-body checks">
      <dl className="counts">
        {counted.map((name) => (
          <div key={name}>
            <dt>{words.counts[name]}</dt>
            <dd>
              <Mark name={name} size={14} />
              {counts[name]}
            </dd>
          </div>
        ))}
      </dl>
      {findings.length === 0 ? (
        <EmptyState icon={<Mark name="verified" size={24} />} title={words.emptyTitle}>
          {words.emptyText}
        </EmptyState>
      ) : (
        severities.map((severity) => {
          const own = findings.filter((finding) => finding.severity === severity)
          if (own.length === 0) return null
          const title = `checks-${severity}`
          return (
            <section key={severity} className="finding-group" aria-labelledby={title}>
              <h3 id={title}>
                <Mark name={severity} size={14} />
                {words.groups[severity]} <span className="finding-count">{own.length}</span>
              </h3>
              <ul>
                {keyedFindings(own).map(({ key, finding }) => (
                  <FindingRow
                    key={key}
                    finding={finding}
                    readOnly={session.readOnly}
                    shown={finding.node !== null && finding.node === shown}
                    onGo={onGo}
                    onFix={onFix}
                  />
                ))}
              </ul>
            </section>
          )
        })
      )}
    </div>
  )
}
