import type {PanelName} from '../../config/options/panel-names.js';
import {alerts} from './alerts.js';
import {processor} from './cpu.js';
import {disks} from './disks.js';
import {gpu} from './gpu.js';
import {groups} from './groups.js';
import {hardware} from './hardware.js';
import {kernel} from './kernel.js';
import {limits} from './limits.js';
import {memory} from './memory.js';
import {network} from './network.js';
import type {PanelDefinition} from './panel-definition.js';
import {pressure} from './pressure.js';
import {processes} from './processes.js';
import {statistics} from './statistics.js';
import {temperatures} from './temperatures.js';

/** All panels. Layout, options, cost display and scrolling use this table. */
export const panels: Readonly<Record<PanelName, PanelDefinition>> = {
	processor,
	memory,
	disks,
	network,
	gpu,
	processes,
	statistics,
	alerts,
	limits,
	pressure,
	temperatures,
	hardware,
	kernel,
	groups,
};
