import { useHotkeys, useLocalStorage } from '@mantine/hooks';

/** A single key that does something, e.g. `j`, `shift+r`. */
export interface Key {
  readonly key: string;
  readonly act: () => void;
  /** Whether it does so again while it is held down: moving does, deeds do not. */
  readonly mayRepeat?: boolean;
}

/** Whether single keys act at all; whoever speaks to the machine, or hits keys by chance, turns them off. Kept in this browser. */
export function useKeysSetting() {
  return useLocalStorage({ key: 'branch-sync-keys', defaultValue: true, getInitialValueInEffect: false });
}

/** What single keys do in a view: not while one types, and not in a dialog or a menu. */
export function useKeys(keys: readonly Key[]): void {
  const [areOn] = useKeysSetting();
  useHotkeys(
    areOn
      ? keys.map(({ key, act, mayRepeat = false }) => [
          key,
          (event) => {
            if (isElsewhere(event) || (event.repeat && !mayRepeat)) return;
            event.preventDefault();
            act();
          },
          { preventDefault: false },
        ])
      : [],
  );
}

function isElsewhere({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=menu], [role=listbox]') !== null;
}
