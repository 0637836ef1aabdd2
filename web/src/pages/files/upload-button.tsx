import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { useTexts } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';

export function UploadButton({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const t = useTexts();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button onClick={() => input.current?.click()}>
        <Upload size={16} strokeWidth={1.5} aria-hidden />
        {t('add-files')}
      </Button>
    </>
  );
}
