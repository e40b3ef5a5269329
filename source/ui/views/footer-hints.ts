import type {PlaybackState} from '../../core/playback.js';
import {rowOf} from '../input/keys.js';
import {presetFooters} from '../input/presets.js';
import type {BoxKind} from '../overlays/boxes.js';
import type {Action} from '../state/key-binding.js';
import type {ScreenSettings} from '../state/screen-settings.js';
import {isAt, type UiState} from '../state/ui-state.js';

/** Keys of the footer, of which several may share one text: those of actions, or keys by name. */
export type FooterHint = {
	readonly keys: readonly (Action | {readonly key: string})[];
	readonly text: string;
	/** Whether the text follows its key without a space, and takes the room of what is at the right end. */
	readonly isTight?: boolean;
};

/** What decides which keys act now. */
export type FooterScope = {
	readonly ui: UiState;
	/** Age of the shown sample, in seconds. */
	readonly lagSeconds: number;
	readonly playback: PlaybackState | undefined;
	readonly preset: ScreenSettings['preset'];
};

/** Returns the keys that act now, the most important first. */
export function footerHints({ui, lagSeconds, playback, preset}: FooterScope): readonly FooterHint[] {
	const {overlay, isPaused, processes, zoomed} = ui;
	if (overlay) {
		return isAt('box', overlay) ? boxHints[overlay.kind] : close;
	}

	if (playback) {
		return replay;
	}

	if (isPaused) {
		return lagSeconds > 0 ? past : paused;
	}

	const ofPreset = presetFooters[preset];
	if (ofPreset) {
		return ofPreset.map(([action, text]) => ({keys: [action], text, isTight: true}));
	}

	if (zoomed !== undefined && zoomed !== 'processes') {
		return [...actionHints('help', 'quit'), hint('restore', 'zoom'), hint('scroll', 'up', 'down'), ...last];
	}

	return [
		...actionHints('help', 'quit', 'filter'),
		...(processes.grouping !== undefined
			? [hint('open', 'fold'), hint('open all', 'foldAll'), hint('regroup', 'group')]
			: processes.isTree
				? [hint('fold', 'fold'), hint('fold all', 'foldAll'), hint('list', 'tree')]
				: actionHints('sortMenu', 'tree')),
		...actionHints('signal', 'palette'),
		...last,
	];
}

function hint(text: string, ...keys: readonly (Action | {readonly key: string})[]): FooterHint {
	return {keys, text};
}

/** Returns the actions with the short texts of the key table. */
function actionHints(...actions: readonly Action[]): readonly FooterHint[] {
	return actions.map(action => ({keys: [action], text: rowOf(action).hint ?? action}));
}

const last = actionHints('diagnosis', 'alerts', 'options', 'zoom', 'nextView', 'pause', 'wider');
const close = [hint('close', 'close')];
const select = [hint('select', {key: 'up'}, {key: 'down'}), hint('choose', {key: 'enter'}), ...close];
const seek = hint('seek', 'back', 'forward');
const replay = [
	hint('alert', 'previousAlert', 'nextAlert'),
	hint('jump', 'jump'),
	seek,
	hint('speed', 'faster', 'slower'),
	hint('step', 'stepBack', 'stepForward'),
	...actionHints('pause', 'help', 'quit', 'diagnosis', 'alerts', 'wider'),
];
const past = [
	hint('go back, forward', 'back', 'forward'),
	hint('live', 'live'),
	hint('jump', 'jump'),
	hint('event', 'previousAlert', 'nextAlert'),
	...actionHints('help', 'quit', 'diagnosis', 'alerts', 'wider'),
];
const paused = [
	hint('continue', 'pause'),
	hint('go back', 'back'),
	...actionHints('help', 'quit', 'filter', 'diagnosis', 'alerts'),
];

/** Keys of the boxes. */
const boxHints: Readonly<Record<BoxKind, readonly FooterHint[]>> = {
	palette: select,
	sort: select,
	users: select,
	signal: select,
	silence: select,
	nice: [hint('apply', {key: 'enter'}), ...close],
	alerts: [
		hint('select', {key: 'up'}, {key: 'down'}),
		hint('details', {key: 'enter'}),
		hint('acknowledge', 'acknowledge'),
		hint('silence', 'silence'),
		...close,
	],
	alert: close,
	events: [hint('select', {key: 'up'}, {key: 'down'}), ...close],
	options: [
		hint('select', {key: 'up'}, {key: 'down'}),
		hint('change', {key: 'enter'}),
		hint('save', 'remember'),
		...close,
	],
	columns: [
		hint('add, remove', {key: 'enter'}),
		hint('move', {key: 'left'}, {key: 'right'}),
		hint('default', {key: '='}),
		...close,
	],
	message: close,
};
