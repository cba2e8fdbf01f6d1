import { describe, expect, it } from 'vitest'
import { recognise, stemOf } from '../../../main/capture/kinds.ts'

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('recognise', () => {
  it.each([
    ['note.txt', 'A note.', 'text'],
    ['note', 'A note.', 'text'],
    ['data.csv', 'a,b\n1,2', 'text'],
    ['note.md', '# A note', 'markdown'],
    ['NOTE.Markdown', 'A note', 'markdown'],
    ['page.html', 'no tags at all', 'html'],
    ['page.HTM', '<p>x', 'html'],
    ['page', '<!DOCTYPE html><p>x', 'html'],
    ['page.txt', '\xef\xbb\xbf\n <!-- saved --><html lang=en>', 'html'],
    ['page', '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', 'html'],
    ['page', '\xff\xfe<\0h\0t\0m\0l\0>\0', 'html'],
    ['mail.eml', 'From: a@b.example\nSubject: x\n', 'mail'],
    ['mail.eml', 'List-Id: x\nSubject: x\n', 'mail'],
    ['mail.eml', 'Only words', 'text'],
    ['mail', 'Received: by x\r\nMessage-ID: <1@b.example>\r\n\r\n', 'mail'],
    ['mail.txt', 'Subject: a list\n\nMIME-Version: is said in the text only', 'text'],
    ['mail', 'MIME-Version: 1.0\nContent-Type: multipart/related;\n', 'mail'],
    ['all', 'From a@b.example Thu Mar 12 09:30:00 2026\nFrom: a@b.example\n', 'mbox'],
    ['note.txt', 'From noon at 12:30 on, in 2026\nthe ports were shut.', 'text'],
    ['letter.txt', 'From: the desk\nDear all,', 'text'],
    ['cards.txt', 'ID3 cards, BZh and MZ are no signatures here.', 'text'],
    ['about.txt', '<htmlish> is not a tag', 'text'],
    ['talk.srt', 'No cues at all', 'subtitles'],
    ['talk.txt', '\xef\xbb\xbfWEBVTT\r\n\r\n', 'subtitles'],
    ['talk', '1\r\n00:00:01,000 --> 00:00:02,000\r\nHello', 'subtitles'],
    ['talk.txt', '1\n00:00:01 is when it began', 'text'],
    ['talk.txt', 'WEBVTTX', 'text'],
    ['memo.docx', 'PK\x03\x04\x14\0\x06\0[Content_Types].xml word/document.xml', 'zip'],
    ['empty.zip', 'PK\x05\x06', 'zip'],
    ['page.mht', 'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n', 'mhtml'],
    ['report.pdf', '%PDF-1.7\n%\xe2\xe3', 'pdf'],
    ['report.txt', '\r\n%PDF-1.4', 'pdf'],
    ['report.txt', 'This is %PDF-1.4', 'text'],
    ['memo.doc', '{\\rtf1\\ansi', 'rtf'],
    ['feed.xml', '<?xml version="1.0"?><rss>', 'text'],
  ])('reads %s (%j) as %s', (name, head, kind) => {
    expect(recognise(name, latin1(head))).toBe(kind)
  })

  it.each([
    ['old.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'old Office document'],
    ['page.webarchive', 'bplist00\xd1', 'Safari'],
    ['a.png', '\x89PNG\r\n\x1a\n', 'a picture'],
    ['a.txt', '\xff\xd8\xff\xe0', 'a picture'],
    ['a.webp', 'RIFF\x10\0\0\0WEBPVP8 ', 'a picture'],
    ['a.heic', '\0\0\0\x18ftypheic', 'a picture'],
    ['a.mp4', '\0\0\0\x18ftypisom', 'sound or film'],
    ['a.mp3', 'ID3\x04\0', 'sound or film'],
    ['a.wav', 'RIFF\x10\0\0\0WAVEfmt ', 'sound or film'],
    ['a.gz', '\x1f\x8b\x08', 'archive'],
    ['a.bz2', 'BZh91AY&SY', 'archive'],
    ['a.exe', 'MZ\x90\0', 'a program'],
    ['a', '\x7fELF\x02', 'a program'],
    ['a.db', `SQLite format 3\0${'\0'.repeat(60)}`, 'SQLite database'],
    ['a.attest', `SQLite format 3\0${'\0'.repeat(52)}ATST`, 'an Attest library'],
    ['a.ttf', '\0\x01\0\0\0\x10', 'a font'],
  ])('refuses %s and names its kind', (name, head, words) => {
    const error = (() => {
      try {
        recognise(name, latin1(head))
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toMatchObject({ code: 'unsupported', message: expect.stringContaining(words) })
    expect(error).toMatchObject({
      message: expect.stringContaining(name),
      hint: expect.stringMatching(/\S{3}/),
    })
  })
})

describe('stemOf', () => {
  it.each([
    ['folder/us-halts.txt', 'us-halts'],
    ['C:\\folder\\a.b.html', 'a.b'],
    ['.hidden', '.hidden'],
    ['name', 'name'],
  ])('takes %s as %s', (name, stem) => expect(stemOf(name)).toBe(stem))
})
