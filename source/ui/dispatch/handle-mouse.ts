import {type BoxLayout, boxLayout} from '../boxes/overlay-box.js';
import {momentAt} from '../drawing/time-line.js';
import {firstVisible, visibleHosts} from '../fleet/draw-overview.js';
import {rowOf} from '../input/keys.js';
import {goTo, timeRange} from '../input/moments.js';
import {panelAt} from '../layout/block.js';
import {boxOf} from '../overlays/boxes.js';
import {sortKeyAt} from '../processes/columns.js';
import {orderOf} from '../processes/list-order.js';
import type {Services} from '../state/services.js';
import {type Overlay, withOrder, withProcesses} from '../state/ui-state.js';
import type {MouseReport} from '../terminal/mouse-report.js';
import {handleOverlayKey, handleOverviewKey} from './handle-key.js';
import {clickProcessPage} from './handle-process-page-key.js';
import {machineControls, type ShownMachineControls} from './machine-controls.js';
import {overviewControls, type ShownOverviewControls} from './overview-controls.js';

/** Rows scrolled per wheel notch. */
const wheelRows = 3;
/** Rows above the first process: the frame and the table header. */
const processesTop = 2;
/** Row of the table header, and columns left of the table: the frame and a space. */
const headRow = 1;
const frameColumns = 2;

/**
Handles a mouse report. The wheel scrolls; a click focuses a panel, selects a process or host, or chooses a menu entry.
*/
export function handleMouse(report: MouseReport, services: Services): void {
	const {route, ui} = services.state.getState();
	if (report.kind === 'other') {
		return;
	}

	if (route.kind === 'overview') {
		handleOverviewMouse(
			report,
			overviewControls(services, route, () => {}),
		);
		return;
	}

	const controls = machineControls(services, route, {key: '', suspend() {}});
	const inFrame = {...report, row: report.row - controls.frame().tabRows};
	if (ui.overlay) {
		handleOverlayMouse(inFrame, ui.overlay, controls);
	} else {
		handlePanelMouse(inFrame, controls);
	}
}

function handlePanelMouse({kind, column, row}: MouseReport, controls: ShownMachineControls): void {
	const {height, footRows, view, columns} = controls.frame();
	if (view === 'detailed' && footRows > 1 && kind === 'click' && row === height - footRows) {
		const moment = momentAt(column, timeRange(controls), columns);
		if (moment !== undefined) {
			goTo(controls, moment);
		}

		return;
	}

	const block = controls.block();
	const found = block && panelAt(block, column, row - controls.frame().headRows);
	if (!found) {
		return;
	}

	const {name} = found;
	const focus = (): void => controls.change(ui => (ui.zoomed === undefined ? {...ui, focused: name} : ui));
	const rows = kind === 'wheelUp' ? -wheelRows : wheelRows;
	if (kind === 'click') {
		focus();
		const {visible, first} = controls.processes();
		const clicked = name === 'processes' ? visible[found.row - processesTop] : undefined;
		if (name === 'processes' && found.row === headRow) {
			sortByHead(found.column - frameColumns, controls);
		} else if (clicked) {
			controls.change(ui => withProcesses(ui, {selectedKey: clicked.key, isFollowing: false, top: first}));
		}
	} else if (name === 'processes') {
		focus();
		controls.selectProcess(rows);
	} else if (controls.scrolls(name)) {
		focus();
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

function handleOverlayMouse(report: MouseReport, overlay: Overlay, controls: ShownMachineControls): void {
	if (overlay.kind === 'filter' || overlay.kind === 'search' || overlay.kind === 'jump' || overlay.kind === 'goTo') {
		return;
	}

	if (report.kind !== 'click') {
		const name = report.kind === 'wheelUp' ? 'up' : 'down';
		const isScrolled = overlay.kind === 'help' || overlay.kind === 'health' || overlay.kind === 'details';
		for (let count = 0; count < (isScrolled ? wheelRows : 1); count++) {
			handleOverlayKey({name, action: name}, controls.ui().overlay ?? overlay, controls);
		}

		return;
	}

	if (overlay.kind === 'details') {
		clickProcessPage(report.row, overlay, controls);
		return;
	}

	const box = isPage(overlay) ? undefined : boxLayout(boxOf(overlay, controls.scope()), controls.scope());
	if (!box || !isInside(box, report)) {
		handleOverlayKey({name: 'escape', action: 'close'}, overlay, controls);
	} else if (!box.entries || !('index' in overlay)) {
		handleOverlayKey({name: 'enter', action: 'details'}, overlay, controls);
	} else {
		const {top, count, first} = box.entries;
		const line = report.row - top;
		if (line >= 0 && line < count) {
			const chosen: Overlay = {...overlay, index: first + line};
			controls.open(chosen);
			handleOverlayKey({name: 'enter', action: undefined}, chosen, controls);
		}
	}
}

function isPage(overlay: Overlay): overlay is Overlay<'help' | 'health' | 'diagnosis'> {
	return overlay.kind === 'help' || overlay.kind === 'health' || overlay.kind === 'diagnosis';
}

function isInside({left, top, width, height}: BoxLayout, {column, row}: MouseReport): boolean {
	return column >= left && column < left + width && row >= top && row < top + height;
}

/** Selects the clicked host, or opens it when it is already selected. */
function handleOverviewMouse({kind, row}: MouseReport, controls: ShownOverviewControls): void {
	if (kind !== 'click') {
		for (let count = 0; count < wheelRows; count++) {
			handleOverviewKey(kind === 'wheelUp' ? 'up' : 'down', controls);
		}

		return;
	}

	const content = controls.content();
	const height = controls.listRows();
	const index = firstVisible(content, height) + row - (height - visibleHosts(content, height));
	const host = content.hosts[index];
	if (!host || controls.state().page !== undefined) {
		return;
	}

	controls.change(state => ({...state, selectedId: host.id}));
	if (index === content.selected) {
		rowOf('details').overview?.(controls);
	}
}
