export {
  attachmentTarget,
  MAX_ATTACHMENTS,
  parseAttachmentRef,
  type Attachment,
  type AttachmentRef,
  type AttachmentView,
  type ByteRange,
} from './attachment.ts';
export { displayName } from './display-name.ts';
export { createPositionScanner, type PositionScanner } from './position-ranges.ts';
export { delivery, fileType } from './file-type.ts';
