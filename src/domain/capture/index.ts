export { addressIn, kindOfAddress, normalizeAddress, webAddress, type AddressKind } from './address.ts';
export { canonicalKey } from './canonical.ts';
export { decodeText } from './charset.ts';
export { cleanContent, cleanLine } from './clean-text.ts';
export { contentKind, declaredType, SNIFFED_BYTES, type Content, type ContentKind } from './content-kind.ts';
export { cutContent } from './cut-content.ts';
export { escapeText } from './escape-text.ts';
export { readJsonLd } from './json-ld.ts';
export { foreignMarkdown, picturesOf } from './foreign-markdown.ts';
export {
  keptPictures,
  pictureAddresses,
  pictureFilename,
  pictureSource,
  withKeptPictures,
} from './kept-pictures.ts';
export { fenceFor, plainContent } from './plain-content.ts';
export { publishedTime } from './published-at.ts';
export { CAPTURE_REASONS, type CaptureReason } from './reasons.ts';
export { bestOfSrcset } from './srcset.ts';
