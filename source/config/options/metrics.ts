import {gpuBackendNames} from '../../metrics/gpu/backend.js';
import type {SettingsName, SpecialSettings} from '../../metrics/metric-settings.js';
import {registry, settingsNames} from '../../metrics/registry.js';
import {duration} from '../model/duration.js';
import {choice, path, section, text, toggle} from '../model/field.js';
import type {Fields, Section} from '../model/leaf.js';
import {list} from '../model/list.js';

const group = 'Metrics';

/** Settings that all metrics have. A metric without an interval is measured at every tick. */
function measured(name: SettingsName) {
	const {what, seconds}: {readonly what: string; readonly seconds?: number} = registry[name];
	return {
		enabled: toggle({help: `measure ${what}`, group, default: true, flag: name.replaceAll('_', '-')}),
		interval: duration<number | undefined>({
			help: `time between measurements of ${what}, by default the global interval`,
			...(seconds !== undefined && {help: `time between measurements of ${what}`, default: seconds}),
			min: 0.1,
			max: 3600,
		}),
	};
}

const special = {
	disks: {
		paths: list(path({help: 'a mount point or a path below one'}), {
			help: 'measure only this mount point',
			group,
			default: [],
			flag: 'disk',
			placeholder: 'PATH',
			splitsAtCommas: false,
		}),
	},
	network: {
		interfaces: list(text({help: 'a network interface'}), {
			help: 'measure only this network interface',
			group,
			default: [],
			flag: 'interface',
			placeholder: 'NAME',
		}),
		virtual: toggle({
			help: 'also measure virtual network interfaces',
			group,
			default: false,
			flag: 'virtual-interfaces',
		}),
	},
	gpu: {
		backend: list(choice(['auto', ...gpuBackendNames], {help: 'a GPU backend'}), {
			help: 'backends that read GPUs, in order of preference',
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

/** The section `metrics`: how each metric is measured. */
export const metrics = section(
	// Each section belongs to the metric of its name; the compiler cannot infer that through `Object.fromEntries`.
	Object.fromEntries(
		settingsNames.map(name => [name, section({...measured(name), ...specialByName[name]})]),
	) as Sections,
);
