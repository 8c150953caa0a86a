import type { Language } from '#contract/wire.ts'

const bureau = 'Demo consumer bureau, +370 600 00999, bureau@consumers.example'

/** Where else the customers of the demo can turn, in each language. */
export const elsewhere: Record<Language, string> = {
  en: `${bureau}. It looks at a complaint for free, at any time, also while your case with us is open.`,
  tr: `${bureau}. Şikâyetinizi her zaman ücretsiz inceler; bizdeki konunuz açıkken de.`,
  uk: `${bureau}. Розглядає скаргу безкоштовно, будь-коли, навіть доки ваша справа в нас відкрита.`,
  lt: `${bureau}. Skundą nagrinėja nemokamai, bet kada, taip pat kol jūsų klausimas pas mus atviras.`,
  hu: `${bureau}. A panaszt ingyen megvizsgálja, bármikor, akkor is, amíg ügye nálunk nyitva van.`,
}

/** Why the charter of the demo changed. */
export const whyRenewed: Record<Language, string> = {
  en: 'It now says where you can turn if you are not satisfied with us.',
  tr: 'Bizden memnun kalmazsanız nereye başvurabileceğiniz artık burada yazıyor.',
  uk: 'Тепер тут сказано, куди звернутися, якщо ви нами незадоволені.',
  lt: 'Dabar čia parašyta, kur kreiptis, jei esate mumis nepatenkinti.',
  hu: 'Mostantól az is olvasható, hová fordulhat, ha elégedetlen velünk.',
}
