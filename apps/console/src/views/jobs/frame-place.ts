import { type RefObject, useEffect, useState } from 'react';
import { boardAddress, boardPathIn, isBoard } from '../../format/board-path.ts';

/** Pages within a frame tell nobody where they go. */
const lookEveryMs = 500;

/**
 * Keeps our address and Bull Board's together: `at` leads the frame, and where people go inside of it is told to `onPath`. `isBlocked`: it shows
 * something that may not be in a frame, like the sign-in.
 */
export function useFramePlace(
  frame: RefObject<HTMLIFrameElement | null>,
  at: string | undefined,
  onPath: (path: string | undefined) => void,
) {
  const [isBlocked, setBlocked] = useState(false);

  useEffect(() => {
    const place = placeOf(frame.current);
    const wanted = boardAddress(at);
    if (place !== null && boardAddress(place.path) !== wanted) frame.current?.contentWindow?.location.replace(wanted);
  }, [frame, at]);

  useEffect(() => {
    const look = () => {
      const place = placeOf(frame.current);
      if (place !== null && place.path !== at) onPath(place.path);
    };
    const timer = window.setInterval(look, lookEveryMs);
    return () => window.clearInterval(timer);
  }, [frame, at, onPath]);

  return { isBlocked, onLoad: () => setBlocked(locationOf(frame.current) === null) };
}

/** Where Bull Board is; null while the frame is empty, or shows something else. */
function placeOf(frame: HTMLIFrameElement | null): { readonly path: string | undefined } | null {
  const location = locationOf(frame);
  if (location === null || !isBoard(location.pathname)) return null;
  return { path: boardPathIn(location.pathname, location.search) };
}

function locationOf(frame: HTMLIFrameElement | null): Location | null {
  try {
    const location = frame?.contentWindow?.location;
    // What may not be shown is of no origin: reading of it throws.
    return location?.pathname === undefined ? null : location;
  } catch {
    return null;
  }
}
