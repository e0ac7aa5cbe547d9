// A bot's call, from its name and parameters to Telegram's answer.
import * as chatting from './chatting.ts'
import * as editing from './editing.ts'
import * as face from './face.ts'
import type { Faults } from './faults.ts'
import { faultAnswer } from './faults.ts'
import { METHODS, type Method } from './official.ts'
import { checkParameters, type Given } from './parameters.ts'
import type { Polling } from './polling.ts'
import { type Answer, badRequest, conflict, granted, notFound, tooMany } from './refusal.ts'
import * as sending from './sending.ts'
import type { Webhook } from './webhook.ts'
import type { World } from './world.ts'

/** A call as it came: what stands in a form is text. */
export interface Call {
  method: string
  parameters: Record<string, unknown>
  form: 'json' | 'form'
  /** The caller hanging up. */
  gone: AbortSignal
}

/** What became of a call; `cut` is a line that breaks without an answer. */
export type Outcome = Answer | 'cut'

export interface House {
  world: World
  polling: Polling
  webhook: Webhook
  faults: Faults
  flood: (chat: number | string) => number
  /** Is told of each call that was well-formed. */
  noted: (method: Method, parameters: Record<string, unknown>, answer: Answer) => void
}

type Handler<M extends Method> = (house: House, given: Given<M>, gone: AbortSignal) => Answer | Promise<Answer>

const SPEAKING: Method[] = ['sendMessage', 'sendPhoto', 'sendDocument', 'forwardMessage', 'copyMessage']

const HANDLERS: { [M in Method]: Handler<M> } = {
  getMe: ({ world }) => granted(world.bot.me),
  getUpdates: ({ polling, webhook }, given, gone) =>
    webhook.isSet()
      ? conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
      : polling.fetch(given, gone),
  setWebhook({ polling, webhook }, given) {
    const answer = webhook.set(given)
    if (webhook.isSet()) polling.end(conflict('terminated by setWebhook request'))
    return answer
  },
  deleteWebhook: ({ webhook }, given) => webhook.set({ ...given, url: '' }),
  getWebhookInfo: ({ webhook }) => granted(webhook.info()),
  sendMessage: ({ world }, given) => sending.sendMessage(world, given),
  sendPhoto: ({ world }, given) => sending.sendPhoto(world, given),
  sendDocument: ({ world }, given) => sending.sendDocument(world, given),
  forwardMessage: ({ world }, given) => sending.forwardMessage(world, given),
  copyMessage: ({ world }, given) => sending.copyMessage(world, given),
  editMessageText: ({ world }, given) => editing.editMessageText(world, given),
  editMessageCaption: ({ world }, given) => editing.editMessageCaption(world, given),
  editMessageReplyMarkup: ({ world }, given) => editing.editMessageReplyMarkup(world, given),
  deleteMessage: ({ world }, given) => editing.deleteMessage(world, given),
  deleteMessages: ({ world }, given) => editing.deleteMessages(world, given),
  answerCallbackQuery: ({ world }, given) => chatting.answerCallbackQuery(world, given),
  sendChatAction: ({ world }, given) => chatting.sendChatAction(world, given),
  getChat: ({ world }, given) => chatting.getChat(world, given),
  leaveChat: ({ world }, given) => chatting.leaveChat(world, given),
  getFile: ({ world }, given) => chatting.getFile(world, given),
  setMyCommands: ({ world }, given) => face.setMyCommands(world, given),
  getMyCommands: ({ world }, given) => face.getMyCommands(world, given),
  deleteMyCommands: ({ world }, given) => face.deleteMyCommands(world, given),
  setMyName: ({ world }, given) => face.setMyName(world, given),
  getMyName: ({ world }, given) => face.getMyName(world, given),
  setMyDescription: ({ world }, given) => face.setMyDescription(world, given),
  getMyDescription: ({ world }, given) => face.getMyDescription(world, given),
  setMyShortDescription: ({ world }, given) => face.setMyShortDescription(world, given),
  getMyShortDescription: ({ world }, given) => face.getMyShortDescription(world, given),
  setChatMenuButton: ({ world }, given) => face.setChatMenuButton(world, given),
  getChatMenuButton: ({ world }, given) => face.getChatMenuButton(world, given),
  // Telegram moves the bot to another server here; ours has nowhere to go.
  logOut: () => granted(true),
  close: () => granted(true),
}

/** Carries out a call, with the faults a test asked for. */
export async function carryOut(house: House, call: Call): Promise<Outcome> {
  const method = METHODS.find(each => each.toLowerCase() === call.method.toLowerCase())
  if (!method) return notFound
  const fault = house.faults.next(method)
  if (fault && fault.kind !== 'cut after') return faultAnswer(fault) ?? 'cut'
  const answer = await perform(house, method, call)
  return fault ? 'cut' : answer
}

async function perform<M extends Method>(house: House, method: M, call: Call): Promise<Answer> {
  const given = checkParameters(method, call.parameters, call.form)
  if (isRefusal(given)) return given
  const seconds = SPEAKING.includes(method) && 'chat_id' in given ? house.flood(given.chat_id as number | string) : 0
  const handler: Handler<M> = HANDLERS[method]
  const answer = seconds > 0 ? tooMany(seconds) : await handler(house, given, call.gone)
  house.noted(method, call.parameters, answer)
  return answer
}

function isRefusal(given: object): given is Extract<Answer, { ok: false }> {
  return 'ok' in given
}

/** A refusal for a body that cannot be read. */
export const unreadable = badRequest("can't parse JSON object")
