// Takes links, addresses and tags out of a text: they are in no language and ask nothing.

/** The text with a space for each link, e-mail address, @name, #tag and /command. */
export function withoutLinks(text: string): string {
  return SIGNS.test(text) ? text.replace(LINKS, ' ') : text
}

const SIGNS = /[@#/.]/
const LINKS = /(?:https?:\/\/|www\.)\S+|\S+@\S+|(?<=^|\s)[@#/][\p{L}\p{N}_]+|\b[\w-]+\.(?:com|org|net|ru|kz|kg|uz|tj|tm|info|me|io)\b\S*/giu
