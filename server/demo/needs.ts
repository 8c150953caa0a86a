import type { Kind } from '#contract/cases.ts'
import type { Language } from '#contract/wire.ts'
import type { Wares } from './range.ts'

export interface Need {
  kind: Kind
  subject: string
  text: string
  /** The product of `range.ts` it is about. */
  about?: Wares
}

/** What customers of a bicycle shop write, by language: the demo's own words. */
export const needs: Record<Language, readonly Need[]> = {
  en: [
    {
      kind: 'request',
      subject: 'Battery will not charge',
      about: 'ebike',
      text: 'I charged the battery all night and the lamp still blinks red. What can I do before the weekend?',
    },
    {
      kind: 'request',
      subject: 'Which tyres for winter?',
      about: 'bicycle',
      text: 'I ride to work every day, also on ice. Which studded tyres fit my 28-inch wheels, and do you fit them?',
    },
    {
      kind: 'complaint',
      subject: 'Courier came without calling',
      about: 'courier',
      text: 'The courier rang at 8:10 although I had asked for a call before. It was not the first time. The parcel went back.',
    },
    {
      kind: 'request',
      subject: 'Invoice copy for September',
      about: 'papers',
      text: 'Could you send me a copy of the September invoice? I need it with our VAT number on it.',
    },
    {
      kind: 'wish',
      subject: 'Repairs on Saturday',
      about: 'workshop',
      text: 'I work all week. A Saturday morning for small repairs would help me and, I think, many others.',
    },
  ],
  lt: [
    {
      kind: 'request',
      subject: 'Nekraunasi baterija',
      about: 'ebike',
      text: 'Visą naktį kroviau bateriją, bet lemputė vis dar mirksi raudonai. Ką daryti iki savaitgalio?',
    },
    {
      kind: 'complaint',
      subject: 'Kurjeris neskambino',
      about: 'courier',
      text: 'Kurjeris atvyko nepaskambinęs, nors prašiau. Tai jau antras kartas, siunta grįžo atgal.',
    },
    {
      kind: 'request',
      subject: 'Kada bus paruoštas dviratis?',
      about: 'workshop',
      text: 'Pirmadienį palikau dviratį dirbtuvėse stabdžiams reguliuoti. Kada galėsiu jį atsiimti?',
    },
    {
      kind: 'request',
      subject: 'Pinigų grąžinimas',
      about: 'papers',
      text: 'Prieš dešimt dienų grąžinau šalmą, bet pinigai dar neatėjo. Gal galite patikrinti?',
    },
  ],
  tr: [
    {
      kind: 'request',
      subject: 'Yanlış beden geldi',
      about: 'courier',
      text: 'M beden kask sipariş ettim, L geldi. Hafta sonundan önce değiştirebilir miyiz?',
    },
    {
      kind: 'request',
      subject: 'Fren ayarı için randevu',
      about: 'workshop',
      text: 'Arka fren çok sert tutuyor. Ayar için ne zaman gelebilirim, ne kadar sürer?',
    },
    {
      kind: 'complaint',
      subject: 'Telefon açılmıyor',
      text: 'Üç gündür arıyorum, telefonu kimse açmıyor. Siparişimin nerede olduğunu öğrenmek istiyorum.',
    },
  ],
  uk: [
    {
      kind: 'request',
      subject: 'Не вмикається ліхтар',
      about: 'bicycle',
      text: 'Після дощу перестав працювати передній ліхтар. Чи можна його відремонтувати, чи потрібен новий?',
    },
    {
      kind: 'request',
      subject: 'Копія рахунку',
      about: 'papers',
      text: 'Надішліть, будь ласка, копію рахунку за жовтень. Потрібна для бухгалтерії до пʼятниці.',
    },
    {
      kind: 'wish',
      subject: 'Дитячі велосипеди напрокат',
      text: 'Діти ростуть швидко. Було б добре брати велосипед на сезон, а потім міняти на більший.',
    },
  ],
  hu: [
    {
      kind: 'request',
      subject: 'Két csomag vagy egy?',
      about: 'courier',
      text: 'A kerékpár és a sisak külön csomagban érkezik? Csak délután vagyok otthon.',
    },
    {
      kind: 'complaint',
      subject: 'Lejárt az ígért idő',
      about: 'workshop',
      text: 'Tegnapra ígérték a választ a váltóról, de nem kaptam semmit. Mikor lesz kész?',
    },
    {
      kind: 'request',
      subject: 'Alkatrész a váltóhoz',
      about: 'bicycle',
      text: 'Eltört a váltó karja. Van hozzá alkatrész raktáron, vagy rendelni kell?',
    },
  ],
}

/** What the desk answers in the demo's past. */
export const answers: Record<Language, string> = {
  en: 'Thank you for writing. We looked into it and this is what we can do: bring it by any day this week, it takes twenty minutes and costs nothing.',
  lt: 'Ačiū, kad parašėte. Patikrinome: užsukite bet kurią šios savaitės dieną, užtruks dvidešimt minučių ir nieko nekainuos.',
  tr: 'Yazdığınız için teşekkürler. Baktık: bu hafta istediğiniz gün gelin, yirmi dakika sürer ve ücretsizdir.',
  uk: 'Дякуємо, що написали. Ми перевірили: завітайте будь-якого дня цього тижня, це забере двадцять хвилин і нічого не коштує.',
  hu: 'Köszönjük, hogy írt. Megnéztük: jöjjön be ezen a héten bármelyik nap, húsz perc, és nem kerül semmibe.',
}
