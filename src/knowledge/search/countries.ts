// Recognises in a word the country it speaks of, in eight languages, their scripts and their case endings.

/** `region` is Central Asia as a whole, `elsewhere` a country that the base does not follow. */
export type Where = 'kz' | 'kg' | 'tj' | 'tm' | 'uz' | 'region' | 'elsewhere'

/** The country that a skeleton (see fold.ts) speaks of, by how it begins, and whether it names the country itself or a place in it. */
export function whereOf(skeleton: string): { where: Where; itself: boolean } | undefined {
  const country = COUNTRIES.find(([, pattern]) => pattern.test(skeleton))
  if (country !== undefined) return { where: country[0], itself: country[0] !== 'elsewhere' }
  const place = PLACES.find(([, pattern]) => pattern.test(skeleton))
  return place && { where: place[0], itself: false }
}

// Skeletons: қ and q are k, ғ is g, o and u are o, y and i are i. Peoples stand for their countries.
const COUNTRIES: readonly (readonly [Where, RegExp])[] = [
  ['kz', /^(ka[sz]a[kgh]+s?tan|ga[sz]a[kg]istan|[kg][oa]zo[kg]iston|kaza[khg](i|s|g|ža|insk|sk|tar|dar|ov|$)|gaza[kg]|kozo[kg])/],
  ['kg', /^([kg]i?r[kg]iz|[kg]irgizi|kirgisia)/],
  ['tj', /^(t[ao][dž]+[ie]?[kg](i|s|e|t|$)|točik)/],
  ['tm', /^(t[oi]rkm[aeo]n|torkimen|torkmanist)/],
  ['uz', /^([oi]zbe[kg]|vzbek)/],
  ['region', /^(asia|azia|osio|region|aimak$|mintaka|minta[kg]ad)/],
  [
    'elsewhere',
    /^(r[eo]se[ij]|rosi|rossi|rošia|r[ou]s+ia|orosia|belar[ou]s|okrain|ukrain|[kh]it[ao]i|čin(a|$|i)|kina|af[gh][ao]n|iran|eron|tork|torsi|amerik|amrik|sša$|osa$|aktš|german|gružia|grozia|georgia|azerba|ozarba|armeni|mongol|[hi]ndist|india|pakist|fran[sc]|britan|polš)/,
  ],
]

const PLACES: readonly (readonly [Where, RegExp])[] = [
  ['kz', /^([ao]st[ao]n[ao]|alma-?(t[iya]|ata)|olmaota|žanaozen|šimkent|karagand|konaev)/],
  ['kg', /^([bp]išk?ek|oš$|ošto|oše$|osh$|žalal)/],
  ['tj', /^(došanbe|došambe|horog|gbao|vmkb|kmkb|p[ao]mir|badahš[ao]n|hožand)/],
  ['tm', /^([aio]š[gh][ao]b[ao][dt]|mari$|torkmenab)/],
  ['uz', /^([td]aš?šken|[td][ao]šk[ae]n[td]|[kg][ao]ra[kg]alp[ao]|nok[oi]s|samar[kq]an|andiž[ao]n|bo?h[ao]r[ao])/],
]
