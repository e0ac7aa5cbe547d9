import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { newReceipt } from '#sealing/receipt.ts'
import { fitsKeys } from '#sealing/thread.ts'
import { answers, aReader, aTip, type House, openHouse, sealed, tell } from './house.ts'

async function shown(house: House, receipt: Parameters<House['comesBack']>[0]) {
  const back = await house.comesBack(receipt)
  if (!back.ok) throw new Error(back.why)
  return back.view.answers.map(answer => (answer.ok ? answer.text : answer.why))
}

test('a receipt opens only its own thread', async () => {
  const house = await openHouse()
  const [one, two] = [await aTip(house), await aTip(house)]
  await answers(house, house.aigul, one.id, { text: 'to the first' })
  await answers(house, house.aigul, two.id, { text: 'to the second' })
  expect(await shown(house, one.receipt)).toEqual(['to the first'])
  expect(await shown(house, two.receipt)).toEqual(['to the second'])
  expect(await house.comesBack(newReceipt(await house.vault.pepper()))).toEqual({ ok: false, why: 'unknown' })
})

test('the person sees how many messages are sealed and up to which one they were read', async () => {
  const house = await openHouse()
  const { receipt, thread, id } = await aTip(house)
  for (const update of [2, 3, 4]) await tell(house.conversation, thread, `no. ${update}`, update)
  const seen = async () => {
    const back = await house.comesBack(receipt)
    return back.ok && [back.view.sealed, back.view.readUpTo]
  }
  expect(await seen()).toEqual([4, 0])
  await answers(house, house.aigul, id, { kind: 'mark', seen: 3, text: '' })
  expect(await seen()).toEqual([4, 3])
  expect(await shown(house, receipt), 'a read mark is no answer').toEqual([])
  house.tamper('delete from piece where t = ? and direction = 0 and number > 2', id)
  house.tamper('delete from message where t = ? and direction = 0 and number > 2', id)
  expect(await seen(), 'a cut tail shows, because the person knows how many there were').toEqual([2, 2])
})

test.each(['thread_recipient', 'answer_recipient', 'write_public'])(
  'a row whose %s was changed is shown as damaged, to bot and reader',
  async column => {
    const house = await openHouse()
    const [mine, other] = [await aTip(house), await aTip(house)]
    await answers(house, house.aigul, mine.id, { text: 'an answer' })
    expect(house.tamper(`update thread set ${column} = (select ${column} from thread where t = ?) where t = ?`, other.id, mine.id)).toBe(1)
    expect(await house.comesBack(mine.receipt)).toEqual({ ok: false, why: 'damaged' })
    const thread = await house.store.byId(mine.id)
    expect(thread && fitsKeys(mine.id, thread)).toBe(false)
    expect((await house.comesBack(other.receipt)).ok).toBe(true)
  },
)

test('a receipt that was pointed at another thread in the database shows nothing of it', async () => {
  const house = await openHouse()
  const [mine, other] = [await aTip(house), await aTip(house)]
  const lookup = (await house.store.byId(mine.id))?.lookup ?? new Uint8Array()
  house.tamper('update thread set lookup = ? where t = ?', new Uint8Array(32), mine.id)
  house.tamper('update thread set lookup = ? where t = ?', lookup, other.id)
  expect(await house.comesBack(mine.receipt)).toEqual({ ok: false, why: 'damaged' })
})

test('an answer by somebody who is no reader is not shown, whoever they say they are', async () => {
  const house = await openHouse()
  const { receipt, id } = await aTip(house)
  const stranger = aReader('kz')
  for (const signer of [stranger.id, house.aigul.id]) {
    const forged = await sealed(house, stranger, id, { text: 'Tell us your name.' })
    await house.store.append(id, { ...forged, signer, day: '2026-11-24', mark: null }, {})
  }
  await answers(house, house.aigul, id, { text: 'Thank you.' })
  expect(await shown(house, receipt)).toEqual(['not-from-a-reader', 'not-from-a-reader', 'Thank you.'])
})

test('answers of a reader who was taken are not shown any more', async () => {
  const house = await openHouse()
  const { receipt, id } = await aTip(house)
  await answers(house, house.aigul, id, { text: 'from Aigul' })
  await answers(house, house.botir, id, { text: 'from Botir' })
  house.house.taken.add(house.botir.id)
  expect(await shown(house, receipt)).toEqual(['from Aigul', 'not-from-a-reader'])
})

test('answers that were changed, moved or cut in the database are named, and the rest is shown', async () => {
  const house = await openHouse()
  const [mine, other] = [await aTip(house), await aTip(house)]
  for (const text of ['one', 'two', 'three', 'four']) await answers(house, house.aigul, mine.id, { text })
  await answers(house, house.aigul, other.id, { text: 'for somebody else' })
  const move =
    'update piece set bytes = (select bytes from piece where t = ? and direction = 1 and number = ?) where t = ? and direction = 1 and number = ?'
  const sign =
    'update message set signature = (select signature from message where t = ? and direction = 1 and number = ?) where t = ? and direction = 1 and number = ?'
  // The answer of another thread, with its own signature; the first one again as the third; the fourth without its bytes.
  for (const text of [move, sign]) expect(house.tamper(text, other.id, 1, mine.id, 2)).toBe(1)
  for (const text of [move, sign]) expect(house.tamper(text, mine.id, 1, mine.id, 3)).toBe(1)
  expect(house.tamper('delete from piece where t = ? and direction = 1 and number = 4', mine.id)).toBe(1)
  expect(await shown(house, mine.receipt)).toEqual(['one', 'not-from-a-reader', 'not-from-a-reader', 'damaged'])
})

test('a single changed byte of an answer, anywhere, is seen', async () => {
  const house = await openHouse()
  const { receipt, id } = await aTip(house)
  await answers(house, house.aigul, id, { text: 'untouched' })
  const envelope = (await house.store.envelope(id, 1, 1)) ?? new Uint8Array()
  const change = 'update piece set bytes = ? where t = ? and direction = 1'
  for (const at of [0, envelope.length - 1, ...Array.from({ length: 8 }, () => randomInt(envelope.length))]) {
    const changed = envelope.with(at, (envelope[at] ?? 0) ^ 1)
    house.tamper(change, changed, id)
    expect(await shown(house, receipt), `byte ${at}`).toEqual(['not-from-a-reader'])
  }
  house.tamper(change, envelope, id)
  expect(await shown(house, receipt)).toEqual(['untouched'])
})

test('an answer that was not sealed to the person is shown as damaged', async () => {
  const house = await openHouse()
  const { receipt, id } = await aTip(house)
  await answers(house, house.aigul, id, { to: [house.botir.recipient] })
  expect(await shown(house, receipt)).toEqual(['damaged'])
})
