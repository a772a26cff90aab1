import type { PostalAddress } from '../http/fields.js';
import { SeededRandom } from './seeded-random.js';

export interface DemoPerson {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  dateOfBirth: string;
  address: PostalAddress;
}

const FIRST_NAMES =
  'Amélie Bilal Chiara Diego Elif Farid Greta Hugo Inès Jonas Katarzyna Léon Marta Noah Olga Pablo Qiang Rosa Søren Tomás Ulla Valentin Wanda Xavier Yara Zoé Aisha Björn Camille Dorota Emil Fatima Giulia Hannah Ivan Julia Karim Lucía Mateusz Nadia'.split(
    ' ',
  );
const LAST_NAMES =
  'Almeida Bernard Castro Dubois Eriksen Fischer García Hansen Ibrahim Jansen Kowalski Lefèvre Moreau Nowak Olsen Petit Quintero Rossi Schmidt Torres Urbański Vidal Wagner Yılmaz Zimmermann Andersson Bianchi Costa Diallo Esposito Fournier Gómez Huber Ivanova Jensen Keller Laurent Müller Novák Öztürk'.split(
    ' ',
  );
const STREETS = ['Rue de la Gare', 'Hauptstraße', 'Calle Mayor', 'Via Roma', 'Church Street', 'Kerkstraat', 'Storgata'];

interface Place {
  city: string;
  country: string;
  prefix: string;
  dial: string;
}

/** Towns with the beginning of their real postcodes, so that demo prices by postcode mean something. */
const PLACES: readonly Place[] = [
  { city: 'Paris', country: 'FR', prefix: '750', dial: '+33' },
  { city: 'Lyon', country: 'FR', prefix: '690', dial: '+33' },
  { city: 'Ajaccio', country: 'FR', prefix: '200', dial: '+33' },
  { city: 'Berlin', country: 'DE', prefix: '101', dial: '+49' },
  { city: 'München', country: 'DE', prefix: '803', dial: '+49' },
  { city: 'Madrid', country: 'ES', prefix: '280', dial: '+34' },
  { city: 'Palma', country: 'ES', prefix: '070', dial: '+34' },
  { city: 'Milano', country: 'IT', prefix: '201', dial: '+39' },
  { city: 'Bruxelles', country: 'BE', prefix: '10', dial: '+32' },
  { city: 'Wien', country: 'AT', prefix: '10', dial: '+43' },
];

const ascii = (name: string) =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/gi, 'o').replace(/ı/g, 'i').toLowerCase();

/** `count` people from a fixed seed, each with an email of their own at `domain`. */
export function demoPeople(count: number, seed: number, domain: string): DemoPerson[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const firstName = random.pick(FIRST_NAMES);
    const lastName = random.pick(LAST_NAMES);
    const place = random.pick(PLACES);
    const digits = (length: number) => Array.from({ length }, () => random.integer(0, 9)).join('');
    const postcodeLength = place.country === 'BE' || place.country === 'AT' ? 4 : 5;
    return {
      firstName,
      lastName,
      email: `${ascii(firstName)}.${ascii(lastName)}.${index + 1}@${domain}`,
      phone: `${place.dial} ${random.integer(1, 9)} ${digits(2)} ${digits(2)} ${digits(2)}`,
      dateOfBirth: `${random.integer(1950, 2004)}-${String(random.integer(1, 12)).padStart(2, '0')}-${String(random.integer(1, 28)).padStart(2, '0')}`,
      address: {
        street: `${random.pick(STREETS)} ${random.integer(1, 140)}`,
        city: place.city,
        state: null,
        zipCode: `${place.prefix}${digits(postcodeLength - place.prefix.length)}`,
        country: place.country,
      },
    };
  });
}
