import { useEffect, useRef, useState } from 'react';

/** As CSS has it: rows are placed by it. */
const wideRowPx = 34;
const narrowRowPx = 54;
/** Rows above and below, so that scrolling and Tab find them there. */
const more = 8;

/** Which rows of a long list are in view of the element that scrolls: `first` and before `last`. */
export function useRowsInView(count: number) {
  const ref = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, height: 800, isNarrow: false });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight, isNarrow: element.clientWidth < 640 });
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, []);
  const rowPx = view.isNarrow ? narrowRowPx : wideRowPx;
  const first = Math.max(0, Math.floor(view.top / rowPx) - more);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowPx) + more);
  return { ref, rowPx, first, last };
}
