// Proof, at compile time, that our table of parameters is Telegram's: no name too many, none missing, no wrong type.
import type { ApiMethods, MessageEntity, Opts } from 'grammy/types'
import type { z } from 'zod'

/** Every method of the Bot API that the rehearsal knows. */
export const METHODS = [
  'getMe',
  'getUpdates',
  'setWebhook',
  'deleteWebhook',
  'getWebhookInfo',
  'sendMessage',
  'sendPhoto',
  'sendDocument',
  'editMessageText',
  'editMessageCaption',
  'editMessageReplyMarkup',
  'deleteMessage',
  'deleteMessages',
  'answerCallbackQuery',
  'sendChatAction',
  'setMyCommands',
  'getMyCommands',
  'deleteMyCommands',
  'setMyName',
  'getMyName',
  'setMyDescription',
  'getMyDescription',
  'setMyShortDescription',
  'getMyShortDescription',
  'setChatMenuButton',
  'getChatMenuButton',
  'getFile',
  'getChat',
  'leaveChat',
  'forwardMessage',
  'copyMessage',
  'logOut',
  'close',
] as const satisfies (keyof ApiMethods)[]

export type Method = (typeof METHODS)[number]

/** The official parameters of a method, as grammY's types give them. */
export type Official<M extends Method> = Opts<M>

/** A schema for each official parameter; one that is required there may not be left out here. */
export type Shapes = { [M in Method]: { [K in keyof Official<M>]-?: z.ZodType } }

/** The parameters in `S` that Telegram does not have; `never` when all is well. */
export type Unofficial<S extends Shapes> = { [M in Method]: Exclude<keyof S[M], keyof Official<M>> }[Method]

/** The parameters that must be given to Telegram but need not be given here; `never` when all is well. */
export type WronglyOptional<S extends Shapes> = {
  [M in Method]: Extract<RequiredNames<Official<M>>, OptionalNames<S[M]>>
}[Method]

type RequiredNames<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? never : K }[keyof T]
type OptionalNames<T> = { [K in keyof T]-?: T[K] extends { _zod: { optin: 'optional' | 'defaulted' } } ? K : never }[keyof T]

/** Fails to compile unless `T` is `never`: the error names what is wrong. */
export type None<T extends never> = T

/** The names of `A` and `B` that only one of them has; `never` when they are the same. Unions count with all their names. */
export type Difference<A, B> = Exclude<Names<A>, Names<B>> | Exclude<Names<B>, Names<A>>

type Names<T> = T extends unknown ? keyof T : never

/** The kinds of entity a bot may give. */
export type EntityKind = MessageEntity['type']
