import { exampleSetup } from 'prosemirror-example-setup'
import { type Node, Schema } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { paragraphs } from './text.ts'

const schema = new Schema({
  nodes: basic.spec.nodes
    .update('paragraph', {
      content: 'inline*',
      group: 'block',
      toDOM: () => ['p', { class: 'block prose' }, 0],
    })
    .addToEnd('citation', {
      inline: true,
      group: 'inline',
      atom: true,
      attrs: { number: {} },
      toDOM: (node) => [
        'span',
        { class: 'chip', role: 'button' },
        ['b', String(node.attrs.number)],
        ['span', { class: 'chip-label' }, ' Traffic log'],
      ],
    }),
  marks: basic.spec.marks,
})

/**
 * The same text in ProseMirror with its example setup (history, keys, input rules).
 *
 * @returns puts the caret into a paragraph, in sight
 */
export function mountProseMirror(place: HTMLElement, count: number): (at: number) => void {
  let number = 0
  const blocks = paragraphs(count).map(({ children }) => {
    const inlines = children.flatMap((child): Node[] => {
      if ('text' in child) return child.text === '' ? [] : [schema.text(child.text)]
      number += 1
      return [schema.node('citation', { number })]
    })
    return schema.node('paragraph', null, inlines)
  })
  const doc = schema.node('doc', null, blocks)
  const state = EditorState.create({ doc, plugins: exampleSetup({ schema, menuBar: false }) })
  const view = new EditorView(place, { state })
  view.focus()
  return (wanted) => {
    let at = 0
    for (let index = 0; index < wanted; index += 1) at += view.state.doc.child(index).nodeSize
    const selection = TextSelection.create(view.state.doc, at + 40)
    view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
  }
}
