import {eventsOf, overlayEvents, select} from '../input/input.js';
import type {InputContext} from '../input/input-context.js';
import {type Block, panelAt} from '../layout/block.js';
import {moved} from '../lists/place.js';
import type {Overlay, UiEvent} from '../state/ui-state.js';
import type {MouseReport} from '../terminal/mouse-report.js';
import type {BoxTarget, MouseTargets} from './targets.js';

/** Rows that one notch of the wheel scrolls. */
const wheelRows = 3;
/** The header stands above the panels. */
const panelsTop = 1;
/** Above the first process: the frame, and the head of the table. */
const processesTop = 2;

export type MouseContext = InputContext & {
	readonly targets: MouseTargets;
	/** The panels as they are laid out; `undefined` in views that have none. */
	readonly block: Block | undefined;
};

/** The wheel scrolls what is under the pointer; a click focuses a panel, selects a process, chooses in a menu. */
export function mouseEvents(report: MouseReport, context: MouseContext): readonly UiEvent[] {
	const {overlay} = context.state;
	if (report.kind === 'other') {
		return [];
	}

	return overlay === undefined ? panelEvents(report, context) : boxEvents(report, overlay, context);
}

function panelEvents({kind, column, row}: MouseReport, context: MouseContext): readonly UiEvent[] {
	const {state, block, targets} = context;
	const found = block && panelAt(block, column, row - panelsTop);
	if (!found) {
		return [];
	}

	const {name} = found;
	const focus: readonly UiEvent[] =
		state.zoomed === undefined && state.focused !== name ? [{kind: 'focus', panel: name}] : [];
	if (kind === 'click') {
		const processKey = name === 'processes' ? targets.processKeys[found.row - processesTop] : undefined;
		return processKey === undefined ? focus : [...focus, {kind: 'select', processKey}];
	}

	const rows = kind === 'wheelUp' ? -wheelRows : wheelRows;
	if (name === 'processes') {
		return [...focus, select(context, rows)];
	}

	const list = context.list(name);
	return list ? [...focus, {kind: 'scroll', panel: name, place: moved(list, state.places[name], {rows})}] : [];
}

function boxEvents(report: MouseReport, overlay: Overlay, context: MouseContext): readonly UiEvent[] {
	if (report.kind !== 'click') {
		return overlay.kind === 'filter'
			? []
			: overlayEvents('', report.kind === 'wheelUp' ? 'up' : 'down', overlay, context);
	}

	const {box} = context.targets;
	if (overlay.kind === 'filter') {
		return [];
	}

	if (overlay.kind === 'help' || overlay.kind === 'health' || !box || !isInside(box, report)) {
		return overlayEvents('', 'close', overlay, context);
	}

	if (!box.entries || !('index' in overlay)) {
		return eventsOf('enter', context);
	}

	const {top, count, first} = box.entries;
	const line = report.row - top;
	if (line < 0 || line >= count) {
		return [];
	}

	const chosen: Overlay = {...overlay, index: first + line};
	return [
		{kind: 'overlay', overlay: chosen},
		...overlayEvents('enter', undefined, chosen, {...context, state: {...context.state, overlay: chosen}}),
	];
}

function isInside({left, top, width, height}: BoxTarget, {column, row}: MouseReport): boolean {
	return column >= left && column < left + width && row >= top && row < top + height;
}
