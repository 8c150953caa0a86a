import type { Language } from './languages.ts'

/** A time zone as people say it: its city in their language where we know the name ("Vilnius", "Вільнюс"), else the city of the IANA id. */
export function zoneName(zone: string, language: Language = 'en'): string {
  const city = cities[zone]?.[language]
  if (city) return city
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** The zones offered first where a person picks their own; every IANA id is accepted. */
export const commonZones: readonly string[] = [
  'Europe/London',
  'Europe/Berlin',
  'Europe/Warsaw',
  'Europe/Budapest',
  'Europe/Vilnius',
  'Europe/Kyiv',
  'Europe/Istanbul',
  'America/New_York',
]

/** Says whether the runtime knows a zone id from outside. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

const cities: Record<string, Record<Language, string>> = {
  'Europe/London': { en: 'London', tr: 'Londra', uk: 'Лондон', lt: 'Londonas', hu: 'London' },
  'Europe/Berlin': { en: 'Berlin', tr: 'Berlin', uk: 'Берлін', lt: 'Berlynas', hu: 'Berlin' },
  'Europe/Warsaw': { en: 'Warsaw', tr: 'Varşova', uk: 'Варшава', lt: 'Varšuva', hu: 'Varsó' },
  'Europe/Budapest': { en: 'Budapest', tr: 'Budapeşte', uk: 'Будапешт', lt: 'Budapeštas', hu: 'Budapest' },
  'Europe/Vilnius': { en: 'Vilnius', tr: 'Vilnius', uk: 'Вільнюс', lt: 'Vilnius', hu: 'Vilnius' },
  'Europe/Kyiv': { en: 'Kyiv', tr: 'Kıyiv', uk: 'Київ', lt: 'Kyjivas', hu: 'Kijev' },
  'Europe/Istanbul': { en: 'Istanbul', tr: 'İstanbul', uk: 'Стамбул', lt: 'Stambulas', hu: 'Isztambul' },
  'America/New_York': { en: 'New York', tr: 'New York', uk: 'Нью-Йорк', lt: 'Niujorkas', hu: 'New York' },
}
