import type {Key} from 'ink';

/** Everything that a key can do. */
export type Action =
	| 'quit'
	| 'help'
	| 'close'
	| 'nextView'
	| 'compactView'
	| 'detailedView'
	| 'pause'
	| 'wider'
	| 'narrower'
	| 'resetWindow'
	| 'faster'
	| 'slower'
	| 'redraw'
	| 'suspend';

export type KeyBinding = {
	readonly action: Action;
	readonly keys: readonly string[];
	/** For the help page. */
	readonly description: string;
	/** For the footer: shorter is better. Absent = not shown there. */
	readonly hint?: string;
};

/** The one table behind handling, help and footer. In the order of the help page. */
export const keyBindings: readonly KeyBinding[] = [
	{action: 'help', keys: ['?', 'h'], description: 'show or close this help', hint: 'help'},
	{action: 'quit', keys: ['q', 'ctrl+c'], description: 'quit', hint: 'quit'},
	{action: 'close', keys: ['escape'], description: 'close what is open; never quits'},
	{action: 'nextView', keys: ['v'], description: 'next view: detailed, compact, line', hint: 'view'},
	{action: 'compactView', keys: ['c'], description: 'compact view, in place'},
	{action: 'detailedView', keys: ['d'], description: 'detailed view, full screen'},
	{
		action: 'pause',
		keys: ['space'],
		description: 'pause the screen; measuring, server and alerts go on',
		hint: 'pause',
	},
	{action: 'wider', keys: ['+'], description: 'graphs show a longer time', hint: 'zoom'},
	{action: 'narrower', keys: ['-'], description: 'graphs show a shorter time'},
	{action: 'resetWindow', keys: ['='], description: 'graphs show the usual time'},
	{action: 'faster', keys: ['<'], description: 'refresh more often', hint: 'rate'},
	{action: 'slower', keys: ['>'], description: 'refresh less often'},
	{action: 'redraw', keys: ['ctrl+l'], description: 'draw the screen anew'},
	{action: 'suspend', keys: ['ctrl+z'], description: 'suspend; `fg` brings it back'},
];

/** How a key is shown: `Ctrl-C`, `space`, `?`. */
export function keyLabel(name: string): string {
	if (name.startsWith('ctrl+')) {
		return `Ctrl-${name.slice(5).toUpperCase()}`;
	}

	return name === 'escape' ? 'Esc' : name;
}

/**
The names of the keys in one input event. Typed fast, several characters arrive together; each is a key of its own.
*/
export function keyNames(input: string, key: Key): readonly string[] {
	if (key.escape) {
		return ['escape'];
	}

	if (key.return) {
		return ['enter'];
	}

	if (key.tab) {
		return [key.shift ? 'shift+tab' : 'tab'];
	}

	for (const [name, isPressed] of [
		['up', key.upArrow],
		['down', key.downArrow],
		['left', key.leftArrow],
		['right', key.rightArrow],
		['pageup', key.pageUp],
		['pagedown', key.pageDown],
		['backspace', key.backspace],
		['delete', key.delete],
	] as const) {
		if (isPressed) {
			return [name];
		}
	}

	if (key.ctrl) {
		return [`ctrl+${input}`];
	}

	return [...input].map(character => (character === ' ' ? 'space' : character));
}

/** What each key does. The first binding of a key wins. */
export function actionsByKey(bindings: readonly KeyBinding[]): ReadonlyMap<string, Action> {
	const actions = new Map<string, Action>();
	for (const {action, keys} of bindings) {
		for (const key of keys) {
			if (!actions.has(key)) {
				actions.set(key, action);
			}
		}
	}

	return actions;
}
