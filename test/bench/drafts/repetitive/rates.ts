/** Rates of value-added tax by country, in per cent. */
export const RATES = [
  { country: 'AT', standard: 20, reduced: 10, currency: 'EUR' },
  { country: 'BE', standard: 21, reduced: 6, currency: 'EUR' },
  { country: 'BG', standard: 20, reduced: 9, currency: 'BGN' },
  { country: 'CY', standard: 19, reduced: 5, currency: 'EUR' },
  { country: 'CZ', standard: 21, reduced: 12, currency: 'CZK' },
  { country: 'DE', standard: 19, reduced: 7, currency: 'EUR' },
  { country: 'DK', standard: 25, reduced: 25, currency: 'DKK' },
  { country: 'EE', standard: 22, reduced: 9, currency: 'EUR' },
  { country: 'ES', standard: 21, reduced: 10, currency: 'EUR' },
  { country: 'FI', standard: 24, reduced: 10, currency: 'EUR' },
  { country: 'FR', standard: 20, reduced: 10, currency: 'EUR' },
  { country: 'GR', standard: 24, reduced: 13, currency: 'EUR' },
  { country: 'HR', standard: 25, reduced: 13, currency: 'EUR' },
  { country: 'HU', standard: 27, reduced: 18, currency: 'HUF' },
  { country: 'IE', standard: 23, reduced: 13, currency: 'EUR' },
];
