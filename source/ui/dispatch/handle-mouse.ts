import {type BoxLayout, boxLayout} from '../boxes/overlay-box.js';
import {firstVisible, hostsTop, visibleHosts} from '../fleet/draw-overview.js';
import {selectLeakWarning} from '../health/leak-warning.js';
import {rowOf} from '../input/keys.js';
import {boxOf} from '../overlays/boxes.js';
import type {Services} from '../state/services.js';
import {hasPage, isAt, type Overlay} from '../state/ui-state.js';
import type {MouseReport} from '../terminal/mouse-report.js';
import {type FooterEntry, footerParts, selectSelf} from '../views/footer.js';
import {handleKey, handleOverlayKey, handleOverviewKey} from './handle-key.js';
import {handlePanelMouse, wheelRows} from './handle-panel-mouse.js';
import {clickProcessPage} from './handle-process-page-key.js';
import {machineControls, type ShownMachineControls} from './machine-controls.js';
import {overviewControls, type ShownOverviewControls} from './overview-controls.js';

/**
Handles a mouse report. The wheel scrolls; a click presses a key of the footer, focuses a panel, selects a process or host, or
chooses a menu entry.
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
	const key = keyAt(inFrame, controls);
	if (key !== undefined) {
		handleKey(key, services, () => {});
	} else if (ui.overlay) {
		handleOverlayMouse(inFrame, ui.overlay, controls);
	} else {
		handlePanelMouse(inFrame, controls);
	}
}

/** Returns the key of the clicked word of the footer. */
function keyAt({kind, column, row}: MouseReport, controls: ShownMachineControls): string | undefined {
	const {view, footRows, height, columns} = controls.frame();
	const {overlay} = controls.ui();
	const isCovered = overlay !== undefined && (isAt('edge', overlay) || hasPage(overlay));
	const isClick = kind === 'click' || kind === 'doubleClick';
	return !isClick || row !== height - 1 || footRows === 0 || view !== 'detailed' || isCovered
		? undefined
		: footerOf(controls, columns).find(({left, width}) => column >= left && column < left + width)?.key;
}

function footerOf(controls: ShownMachineControls, columns: number): readonly FooterEntry[] {
	const {ui, monitor, settings, services, route} = controls;
	const {bindings, preset} = settings();
	const content = {
		ui: ui(),
		lagSeconds: route.viewpoint.lagSeconds(),
		playback: route.machine.playback?.store.getState(),
		preset,
		bindings,
		self: selectSelf(monitor()),
		isLeaking: selectLeakWarning(monitor()) !== undefined,
	};
	return footerParts(content, columns, services.appearance()).entries;
}

function handleOverlayMouse(report: MouseReport, overlay: Overlay, controls: ShownMachineControls): void {
	if (isAt('edge', overlay)) {
		return;
	}

	if (report.kind === 'doubleClick' && (isAt('box', overlay) || overlay.kind === 'details')) {
		return;
	}

	if (report.kind === 'wheelUp' || report.kind === 'wheelDown') {
		const name = report.kind === 'wheelUp' ? 'up' : 'down';
		const isScrolled = isAt('page', overlay) && overlay.kind !== 'diagnosis';
		for (let count = 0; count < (isScrolled ? wheelRows : 1); count++) {
			handleOverlayKey({name, action: name}, controls.ui().overlay ?? overlay, controls);
		}

		return;
	}

	if (overlay.kind === 'details') {
		clickProcessPage(report.row, overlay, controls);
		return;
	}

	const box = isAt('box', overlay) ? boxLayout(boxOf(overlay, controls.scope()), controls.scope()) : undefined;
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

function isInside({left, top, width, height}: BoxLayout, {column, row}: MouseReport): boolean {
	return column >= left && column < left + width && row >= top && row < top + height;
}

/** Selects the clicked host, or opens it when it is already selected. */
function handleOverviewMouse({kind, row}: MouseReport, controls: ShownOverviewControls): void {
	if (kind !== 'click' && kind !== 'doubleClick') {
		for (let count = 0; count < wheelRows; count++) {
			handleOverviewKey(kind === 'wheelUp' ? 'up' : 'down', controls);
		}

		return;
	}

	const content = controls.content();
	const height = controls.listRows();
	const line = row - hostsTop(content, height);
	const index = firstVisible(content, height) + line;
	const host = line >= 0 && line < visibleHosts(content, height) ? content.hosts[index] : undefined;
	if (!host || controls.state().page !== undefined) {
		return;
	}

	controls.change(state => ({...state, selectedId: host.id}));
	if (index === content.selected) {
		rowOf('details').overview?.(controls);
	}
}
