// The words on a button; a flag before them takes the same room whether or not there is a font that draws it.
const FLAG = /^\p{Regional_Indicator}{2}/u

export function Label({ text }: { text: string }) {
  const flag = FLAG.exec(text)?.[0]
  if (flag === undefined) return <span>{text}</span>
  return (
    <span>
      <span class="flag">{flag}</span>
      {text.slice(flag.length)}
    </span>
  )
}
