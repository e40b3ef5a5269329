import {type BoxPlace, boxPlace} from '../boxes/overlay-box.js';
import {firstVisible, visibleHosts} from '../fleet/draw-overview.js';
import {rowOf} from '../input/keys.js';
import {panelAt} from '../layout/block.js';
import {boxOf} from '../overlays/boxes.js';
import {processKey} from '../processes/rows.js';
import type {Services} from '../state/services.js';
import {type Overlay, withProcesses} from '../state/ui-state.js';
import type {MouseReport} from '../terminal/mouse-report.js';
import {machineDesk, type ShownMachineDesk} from './machine-desk.js';
import {overviewDesk, type ShownOverviewDesk} from './overview-desk.js';
import {pressInOverlay, pressInOverview} from './press.js';

/** Rows that one notch of the wheel scrolls. */
const wheelRows = 3;
/** The header stands above the panels. */
const panelsTop = 1;
/** Above the first process: the frame, and the head of the table. */
const processesTop = 2;

/** The wheel scrolls what is under the pointer; a click focuses a panel, selects a process or host, chooses in a menu. */
export function point(report: MouseReport, services: Services): void {
	const {scene, ui} = services.state.getState();
	if (report.kind === 'other') {
		return;
	}

	if (scene.kind === 'overview') {
		pointInOverview(
			report,
			overviewDesk(services, scene, () => {}),
		);
		return;
	}

	const desk = machineDesk(services, scene, {key: '', suspend() {}});
	const inFrame = {...report, row: report.row - desk.frame().tabRows};
	if (ui.overlay) {
		pointInOverlay(inFrame, ui.overlay, desk);
	} else {
		pointAtPanel(inFrame, desk);
	}
}

function pointAtPanel({kind, column, row}: MouseReport, desk: ShownMachineDesk): void {
	const block = desk.block();
	const found = block && panelAt(block, column, row - panelsTop);
	if (!found) {
		return;
	}

	const {name} = found;
	const focus = (): void => desk.change(ui => (ui.zoomed === undefined ? {...ui, focused: name} : ui));
	const rows = kind === 'wheelUp' ? -wheelRows : wheelRows;
	if (kind === 'click') {
		focus();
		const {rows: all, first, room} = desk.processes();
		const line = found.row - processesTop;
		const clicked = name === 'processes' && line >= 0 && line < room ? all[first + line] : undefined;
		if (clicked) {
			desk.change(ui => withProcesses(ui, {selectedKey: processKey(clicked.process), top: first}));
		}
	} else if (name === 'processes') {
		focus();
		desk.selectProcess(rows);
	} else if (desk.scrolls(name)) {
		focus();
		desk.scroll(name, {rows});
	}
}

function pointInOverlay(report: MouseReport, overlay: Overlay, desk: ShownMachineDesk): void {
	if (overlay.kind === 'filter') {
		return;
	}

	if (report.kind !== 'click') {
		pressInOverlay({name: '', action: report.kind === 'wheelUp' ? 'up' : 'down'}, overlay, desk);
		return;
	}

	const isPage = overlay.kind === 'help' || overlay.kind === 'health';
	const box = isPage ? undefined : boxPlace(boxOf(overlay, desk.scope()), desk.scope());
	if (!box || !isInside(box, report)) {
		pressInOverlay({name: '', action: 'close'}, overlay, desk);
	} else if (!box.entries || !('index' in overlay)) {
		pressInOverlay({name: 'enter', action: 'details'}, overlay, desk);
	} else {
		const {top, count, first} = box.entries;
		const line = report.row - top;
		if (line >= 0 && line < count) {
			const chosen: Overlay = {...overlay, index: first + line};
			desk.open(chosen);
			pressInOverlay({name: 'enter', action: undefined}, chosen, desk);
		}
	}
}

function isInside({left, top, width, height}: BoxPlace, {column, row}: MouseReport): boolean {
	return column >= left && column < left + width && row >= top && row < top + height;
}

/** The first click selects a host, the second opens it. */
function pointInOverview({kind, row}: MouseReport, desk: ShownOverviewDesk): void {
	if (kind !== 'click') {
		for (let count = 0; count < wheelRows; count++) {
			pressInOverview(kind === 'wheelUp' ? 'up' : 'down', desk);
		}

		return;
	}

	const content = desk.content();
	const height = desk.listRows();
	const index = firstVisible(content, height) + row - (height - visibleHosts(content, height));
	const host = content.hosts[index];
	if (!host || desk.state().page !== undefined) {
		return;
	}

	desk.change(state => ({...state, selectedId: host.id}));
	if (index === content.selected) {
		rowOf('details').overview?.(desk);
	}
}
