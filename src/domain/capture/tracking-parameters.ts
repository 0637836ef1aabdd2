/** Say where a reader came from, and nothing about what is read; by the services that add them. */
const NAMES = new Set([
  // Google: Ads, Analytics, and its search results
  'gclid',
  'gclsrc',
  'dclid',
  'gbraid',
  'wbraid',
  '_ga',
  '_gl',
  'srsltid',
  // Facebook and Instagram
  'fbclid',
  'fb_action_ids',
  'fb_action_types',
  'fb_ref',
  'fb_source',
  'igshid',
  'igsh',
  // Twitter
  'twclid',
  'ref_src',
  'ref_url',
  // Microsoft, Yandex, TikTok, LinkedIn
  'msclkid',
  'yclid',
  'ysclid',
  '_openstat',
  'ttclid',
  'li_fat_id',
  // Mailchimp, HubSpot, Marketo, Klaviyo, Vero, Drip, Omeda
  'mc_cid',
  'mc_eid',
  '_hsenc',
  '_hsmi',
  '__hssc',
  '__hstc',
  '__hsfp',
  'hsctatracking',
  'mkt_tok',
  '_ke',
  'vero_conv',
  'vero_id',
  '__s',
  'oly_anon_id',
  'oly_enc_id',
  // Adobe, Wicked Reports
  's_cid',
  'wickedid',
]);
/** Google Analytics, Matomo and Piwik, Marin. */
const PREFIXES = ['utm_', 'mtm_', 'matomo_', 'pk_', 'piwik_', 'hsa_'];

/** @param name as it stands in the query, in any case */
export function isTrackingParameter(name: string): boolean {
  const plain = name.toLowerCase();
  return NAMES.has(plain) || PREFIXES.some((prefix) => plain.startsWith(prefix));
}
