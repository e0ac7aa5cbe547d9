// The queue is Telegram's: an update is confirmed when its effect is done, and not before.
import type { Bot } from 'grammy'
import { expect, test } from 'vitest'
import { createPollingApi } from '#bot/bot.ts'
import type { Chat } from '#bot/chat.ts'
import { createIntake, type Intake, patience } from '#bot/intake.ts'
import { startPolling } from '#bot/polling.ts'
import { silentLog } from '#log.ts'
import { openRehearsal } from '#rehearsal/rehearsal.ts'
import { calm } from './chat-house.ts'

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open }
}

test('while one chat is slow the others are handled, and nothing behind the slow one is lost by a kill', async () => {
  const telegram = await openRehearsal()
  const [slow, quick] = [telegram.person({ name: 'Slow' }), telegram.person({ name: 'Quick' })]
  slow.says('wait')
  quick.says('one')
  quick.says('two')
  const handled: string[] = []
  const { opened, open } = gate()
  const done = gate()
  const intake: Intake = async update => {
    const text = update.message?.text ?? ''
    if (text === 'wait') await opened
    handled.push(text)
    if (handled.length === 2) done.open()
    return true
  }
  const polling = startPolling({ api: createPollingApi(telegram), intake, inHand: calm, log: silentLog })
  await done.opened
  expect(handled).toEqual(['one', 'two'])
  // Killed here, Telegram would still hold all three: the slow one is the lowest and was never confirmed.
  const info = await fetch(`${telegram.apiRoot}/bot${telegram.token}/getWebhookInfo`)
  const waiting = (await info.json()) as { result: { pending_update_count: number } }
  expect(waiting.result.pending_update_count).toBe(3)
  open()
  await telegram.settled()
  await polling.stop()
  expect(handled).toEqual(['one', 'two', 'wait'])
  await telegram.close()
})

test('an update that cannot be finished before the stop stays with Telegram', async () => {
  const telegram = await openRehearsal()
  telegram.person({ name: 'Aru' }).says('hello')
  const started = gate()
  const intake: Intake = async (_update, stopping) => {
    started.open()
    return new Promise(resolve => stopping?.addEventListener('abort', () => resolve(false)))
  }
  const polling = startPolling({ api: createPollingApi(telegram), intake, inHand: calm, log: silentLog })
  await started.opened
  await polling.stop()
  const seen: number[] = []
  const again = startPolling({
    api: createPollingApi(telegram),
    intake: async update => {
      seen.push(update.update_id)
      return true
    },
    inHand: calm,
    log: silentLog,
  })
  await telegram.settled()
  await again.stop()
  expect(seen).toHaveLength(1)
  await telegram.close()
})

test('a token that Telegram refuses ends polling, so that the process can say why', async () => {
  const telegram = await openRehearsal()
  const stranger = createPollingApi({ apiRoot: telegram.apiRoot, token: `1${telegram.token}` })
  await expect(startPolling({ api: stranger, intake: async () => true, inHand: calm, log: silentLog }).ended).rejects.toThrow('401')
  await telegram.close()
})

test('an update that brought the process down three times is dropped unhandled, and the next one is not', async () => {
  const dropped: number[] = []
  const handled: number[] = []
  const fakeBot = { handleUpdate: async (update: { update_id: number }) => void handled.push(update.update_id) }
  const inHand = {
    ...calm,
    begin: (update: number) => (update === 7 ? ('drop' as const) : ('handle' as const)),
    done: (update: number) => void dropped.push(update),
  }
  const intake = createIntake({ bot: fakeBot as unknown as Bot<Chat>, inHand, log: silentLog, ...patience.polling })
  expect(await intake({ update_id: 7 })).toBe(true)
  expect(await intake({ update_id: 8 })).toBe(true)
  expect(handled).toEqual([8])
  expect(dropped).toEqual([7, 8])
})

test('after an unclean end waiting updates are handled one at a time, until none is left', async () => {
  const telegram = await openRehearsal()
  for (const name of ['A', 'B', 'C', 'D']) telegram.person({ name }).says('hello')
  let careful = true
  let inside = 0
  const seen: number[] = []
  const intake: Intake = async update => {
    inside++
    expect(careful ? inside : 1).toBe(1)
    seen.push(update.update_id)
    await new Promise(resolve => setImmediate(resolve))
    inside--
    return true
  }
  const inHand = {
    isCareful: () => careful,
    calm() {
      careful = false
    },
  }
  const polling = startPolling({ api: createPollingApi(telegram), intake, inHand, log: silentLog })
  await telegram.settled()
  telegram.person({ name: 'E' }).says('hello')
  await telegram.settled()
  expect(seen).toHaveLength(5)
  expect(seen).toEqual(seen.toSorted((one, other) => one - other))
  await polling.stop()
  await telegram.close()
})

test('a failure of our own while an update is taken in hand does not make the bot deaf', async () => {
  const telegram = await openRehearsal()
  telegram.person({ name: 'A' }).says('hello')
  let failures = 0
  const handled: number[] = []
  const intake: Intake = async update => {
    if (failures++ === 0) throw new Error('ENOSPC')
    handled.push(update.update_id)
    return true
  }
  const polling = startPolling({ api: createPollingApi(telegram), intake, inHand: calm, log: silentLog })
  await telegram.settled()
  expect(handled).toHaveLength(1)
  await polling.stop()
  await telegram.close()
})
