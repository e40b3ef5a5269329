import {contentOrigin, contentSize} from '../drawing/border.js';
import {valuesPerCell} from '../drawing/graph-style.js';
import {momentAt} from '../drawing/time-line.js';
import {hasTimeAxis} from '../hooks/graph-window.js';
import {goTo, timeRange} from '../input/moments.js';
import {runAction} from '../input/run-action.js';
import {moveTime} from '../input/time.js';
import {type PanelAt, panelAt} from '../layout/block.js';
import {panels} from '../panels/registry.js';
import {sortKeyAt} from '../processes/columns.js';
import {orderOf} from '../processes/list-order.js';
import {withOrder, withProcesses} from '../state/ui-state.js';
import type {MouseReport} from '../terminal/mouse-report.js';
import type {ShownMachineControls} from './machine-controls.js';

/** Rows scrolled per wheel notch. */
export const wheelRows = 3;

/**
Handles a mouse report above the panels. A click on the line that says what is wrong opens the diagnosis, one on an alert the
list of alerts, and one on a graph or its time axis shows that moment. A double click opens what is selected.
*/
export function handlePanelMouse({kind, column, row}: MouseReport, controls: ShownMachineControls): void {
	const {headRows, footRows, hasVerdict, height, columns} = controls.frame();
	if (footRows > 1 && kind === 'click' && row === height - footRows && controls.view() === 'detailed') {
		const moment = momentAt(column, timeRange(controls), columns);
		if (moment !== undefined) {
			goTo(controls, moment);
		}

		return;
	}

	const block = controls.block();
	const found = block && panelAt(block, column, row - headRows);
	if (!found) {
		if (block && kind === 'click' && hasVerdict && row === headRows - 1) {
			runAction('diagnosis', controls);
		}
	} else if (kind === 'click' || (kind === 'doubleClick' && isHead(found))) {
		clickPanel(found, controls);
	} else if (kind === 'doubleClick') {
		runAction('details', controls);
	} else {
		turnWheel(found, kind === 'wheelUp' ? -wheelRows : wheelRows, controls);
	}
}

function focus({name}: PanelAt, controls: ShownMachineControls): void {
	controls.change(ui => (ui.zoomed === undefined ? {...ui, focused: name} : ui));
}

/** Returns whether the head of the process list is at the pointer. Two quick clicks there are two clicks. */
function isHead({name, border, row}: PanelAt): boolean {
	return name === 'processes' && row === contentOrigin(border).row;
}

function clickPanel(found: PanelAt, controls: ShownMachineControls): void {
	const {name} = found;
	focus(found, controls);
	if (name === 'processes') {
		const {visible, first} = controls.processes();
		// The first row of the list is its head.
		const {column, row} = contentOrigin(found.border);
		const clicked = visible[found.row - row - 1];
		if (isHead(found)) {
			sortByHead(found.column - column, controls);
		} else if (clicked) {
			controls.change(ui => withProcesses(ui, {selectedKey: clicked.key, isFollowing: false, top: first}));
		}

		return;
	}

	const agoMs = timeAt(found, controls);
	if (agoMs !== undefined) {
		moveTime(controls, -agoMs);
	} else if (name === 'alerts' && (found.border === 'none' || (found.row > 0 && found.row < found.height - 1))) {
		runAction('alerts', controls);
	}
}

/** Returns how long before the shown moment the clicked cell of a graph is; `undefined` beside a graph. */
function timeAt(found: PanelAt, controls: ShownMachineControls): number | undefined {
	const {name, border, column, row, height} = found;
	const {graph} = panels[name];
	const origin = contentOrigin(border);
	const size = contentSize(found);
	const right = origin.column + size.width - 1;
	if (!graph || border === 'none' || !hasTimeAxis(size.width - graph.left, size.height)) {
		return undefined;
	}

	const isBeside = column < origin.column + graph.left || column > right;
	const isAxis = border === 'box' && row === height - 1;
	const isGraph = isAxis || (row >= origin.row && row < origin.row + graph.rows(size.height));
	return isBeside || !isGraph
		? undefined
		: (right - column) * controls.ui().bucketMs * valuesPerCell(controls.services.appearance().graphStyle);
}

function turnWheel(found: PanelAt, rows: number, controls: ShownMachineControls): void {
	const {name} = found;
	if (name === 'processes') {
		focus(found, controls);
		controls.selectProcess(rows);
	} else if (controls.scrolls(name)) {
		focus(found, controls);
		controls.scroll(name, {rows});
	}
}

/** Sorts by the column of the clicked head; a second click reverses the order. */
function sortByHead(cell: number, controls: ShownMachineControls): void {
	const layout = controls.columnLayout();
	const sort = layout && cell >= 0 ? sortKeyAt(layout, cell) : undefined;
	if (sort) {
		controls.change(ui => {
			const {sort: before, isInverted} = orderOf(ui.processes);
			return withOrder(ui, {sort, isInverted: sort === before && !isInverted});
		});
	}
}
