/** Where a list is empty: what it could hold. Quieter than an empty page. */
export function NoneYet({ title, text }: { title: string; text: string }) {
  return (
    <div className="border-t border-hairline pt-4">
      <p className="font-serif text-body">{title}</p>
      <p className="mt-1 max-w-prose text-margin text-faded">{text}</p>
    </div>
  );
}
