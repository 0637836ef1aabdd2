/** What is selected is sent along as far as it fits into an address. */
const MOST_SELECTED = 2000;

/** A bookmark that opens the small window with the page that is shown, and what is selected on it. */
export function bookmarkletOf(origin: string): string {
  const program = `(()=>{const e=encodeURIComponent,s=String(getSelection()).slice(0,${MOST_SELECTED});open(${JSON.stringify(`${origin}/save`)}+'?popup=1&url='+e(location.href)+'&title='+e(document.title)+'&text='+e(s),'_blank','width=560,height=620')})()`;
  return `javascript:${encodeURIComponent(program)}`;
}
