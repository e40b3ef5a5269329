import type {IFunctionIdentifier, Terminal} from '@xterm/headless';

const names: ReadonlyMap<number, string> = new Map([
	[1, 'application cursor keys'],
	[7, 'no automatic wrap'],
	[25, 'hidden cursor'],
	[47, 'alternate screen'],
	[1000, 'mouse clicks'],
	[1002, 'mouse drags'],
	[1003, 'mouse motion'],
	[1004, 'focus events'],
	[1006, 'SGR mouse'],
	[1047, 'alternate screen'],
	[1049, 'alternate screen'],
	[2004, 'bracketed paste'],
	[2026, 'synchronized update'],
]);

/** All other private modes are off in a new terminal. */
const initiallyOn: ReadonlySet<number> = new Set([7, 25]);

/** Follows the private modes (CSI ? number h, CSI ? number l) that a program sets and resets. */
export function watchModes(emulator: Terminal): {
	/** In words, those that differ from a new terminal. */
	stillSet(): readonly string[];
	/** Those ever switched on. */
	used(): ReadonlySet<number>;
	synchronizedUpdates(): number;
} {
	const current = new Map<number, boolean>();
	const used = new Set<number>();
	let synchronizedUpdates = 0;

	const follow = (final: 'h' | 'l'): void => {
		const id: IFunctionIdentifier = {prefix: '?', final};
		emulator.parser.registerCsiHandler(id, parameters => {
			for (const mode of parameters.flat()) {
				current.set(mode, final === 'h');
				if (final === 'h') {
					used.add(mode);
					synchronizedUpdates += mode === 2026 ? 1 : 0;
				}
			}

			// Not handled: the emulator still has to act on it.
			return false;
		});
	};

	follow('h');
	follow('l');
	return {
		stillSet: () =>
			[...current]
				.filter(([mode, isOn]) => isOn !== initiallyOn.has(mode))
				.map(([mode]) => `${names.get(mode) ?? 'mode'} (?${mode})`),
		used: () => used,
		synchronizedUpdates: () => synchronizedUpdates,
	};
}
