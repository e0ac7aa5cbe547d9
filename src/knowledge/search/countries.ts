// Recognises in a word the country it speaks of, in eight languages, their scripts and their case endings.

/** `region` is Central Asia as a whole, `elsewhere` a country that the base does not follow. */
export type Where = 'kz' | 'kg' | 'tj' | 'tm' | 'uz' | 'region' | 'elsewhere'

/** The country of a skeleton (see fold.ts), by how it begins; undefined when the word names none. */
export function whereOf(skeleton: string): Where | undefined {
  return BEGINNINGS.find(([, pattern]) => pattern.test(skeleton))?.[0]
}

// Skeletons: қ and q are k, ғ is g, o and u are o, y and i are i. Peoples and capitals stand for their countries.
const BEGINNINGS: readonly (readonly [Where, RegExp])[] = [
  [
    'kz',
    /^(ka[sz]a[kgh]+s?tan|ga[sz]a[kg]istan|[kg][oa]zo[kg]iston|kaza[khg](i|s|g|ža|insk|sk|tar|dar|ov|$)|gaza[kg]|kozo[kg]|[ao]st[ao]n[ao]|alma-?(t[iya]|ata)|olmaota|žanaozen)/,
  ],
  ['kg', /^([kg]i?r[kg]iz|[kg]irgizi|kirgisia|kirgiz|[bp]iškek)/],
  ['tj', /^(t[ao][dž]+[ie]?[kg](i|s|e|t|$)|točik|došanbe|došambe|horog|gbao|vmkb|kmkb|p[ao]mir|badahš[ao]n)/],
  ['tm', /^(t[oi]rkm[aeo]n|torkimen|torkmanist|[aio]š[gh][ao]b[ao][dt])/],
  ['uz', /^([oi]zbe[kg]|vzbek|[td]aš?šken|[td][ao]šk[ae]n[td]|[kg][ao]ra[kg]alp[ao]|nok[oi]s|samar[kq]an|andiž[ao]n|bo?h[ao]r[ao])/],
  ['region', /^(asia|azia|osio|region|aimak$|mintaka|minta[kg]ad)/],
  [
    'elsewhere',
    /^(r[eo]se[ij]|rosi|rossi|rošia|r[ou]s+ia|orosia|belar[ou]s|okrain|ukrain|[kh]it[ao]i|čin(a|$|i)|kina|af[gh][ao]n|iran|eron|tork|torsi|amerik|amrik|sša$|osa$|aktš|german|gružia|grozia|georgia|azerba|ozarba|armeni|mongol|[hi]ndist|india|pakist|fran[sc]|britan|polš)/,
  ],
]
