import {gpuBackendNames} from '../../metrics/gpu/backend.js';
import type {SettingsName, SpecialSettings} from '../../metrics/metric-settings.js';
import {registry, settingsNames} from '../../metrics/registry.js';
import {duration} from '../model/duration.js';
import {choice, path, section, text, toggle} from '../model/field.js';
import type {Fields, Section} from '../model/leaf.js';
import {list} from '../model/list.js';

const group = 'What to measure';

/** What every metric has. Without an interval of its own it is measured at every tick. */
function measured(name: SettingsName) {
	const {what, seconds}: {readonly what: string; readonly seconds?: number} = registry[name];
	return {
		enabled: toggle({help: `measure ${what}`, group, default: true, flag: name.replaceAll('_', '-')}),
		interval: duration<number | undefined>({
			help: `time between measurements of ${what}, by default that of all`,
			...(seconds !== undefined && {help: `time between measurements of ${what}`, default: seconds}),
			min: 0.1,
			max: 3600,
		}),
	};
}

const special = {
	disks: {
		paths: list(path({help: 'a mount point or a path below one'}), {
			help: 'only this mount point',
			group,
			default: [],
			flag: 'disk',
			placeholder: 'PATH',
			splitsAtCommas: false,
		}),
	},
	network: {
		interfaces: list(text({help: 'a network interface'}), {
			help: 'only this network interface',
			group,
			default: [],
			flag: 'interface',
			placeholder: 'NAME',
		}),
		virtual: toggle({
			help: 'also bridges, tunnels and ends of containers',
			group,
			default: false,
			flag: 'virtual-interfaces',
		}),
	},
	gpu: {
		backend: list(choice(['auto', ...gpuBackendNames], {help: 'a way to read graphics cards'}), {
			help: 'ways to read graphics cards, in this order',
			group,
			default: ['auto'],
			flag: 'gpu-backend',
			placeholder: 'NAME',
		}),
	},
} satisfies {readonly [Name in keyof SpecialSettings]: Fields};

type Sections = {
	readonly [Name in SettingsName]: Section<
		ReturnType<typeof measured> & (Name extends keyof typeof special ? (typeof special)[Name] : unknown)
	>;
};

const specialByName: {readonly [Name in SettingsName]?: Fields} = special;

/** How each metric is measured. */
export const metrics = section(
	// Each section is of the metric it is named after; the compiler cannot follow that through the list.
	Object.fromEntries(
		settingsNames.map(name => [name, section({...measured(name), ...specialByName[name]})]),
	) as Sections,
);
