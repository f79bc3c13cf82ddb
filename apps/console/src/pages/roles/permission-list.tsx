import { type Permission, peoplesPermissions, permissions } from '@annals/contracts';
import { Checkbox, SegmentedControl } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Box } from '../../components/box';
import { fieldSentence } from '../../components/field-sentences';
import { SearchField } from '../../components/toolbar';
import { type Area, areasOf } from './areas';
import classes from './roles.module.css';

interface Props {
  chosen: readonly Permission[];
  /** What who makes the role may not do, so that it cannot be given. */
  locked: readonly Permission[];
  toggle: (permission: Permission) => void;
  /** Nothing is chosen, and it was sent. */
  wrong: boolean;
}

/** All of an area at once, as far as it can be given: ticked when all of it is chosen, half when some is. */
function AreaBox({ area, chosen, locked, toggle }: Omit<Props, 'wrong'> & { area: Area }) {
  const free = area.permissions.filter((each) => !locked.includes(each) || chosen.includes(each));
  const taken = free.filter((each) => chosen.includes(each));
  const all = free.length > 0 && taken.length === free.length;
  return (
    <Checkbox
      label={area.name}
      checked={all}
      indeterminate={taken.length > 0 && !all}
      disabled={free.length === 0}
      onChange={() => {
        for (const each of all ? free : free.filter((one) => !taken.includes(one))) toggle(each);
      }}
    />
  );
}

/** Everything that can be allowed, by area; what is out of reach says so. */
export function PermissionList({ chosen, locked, toggle, wrong }: Props) {
  const [search, setSearch] = useState('');
  const [part, setPart] = useState('All');
  const all = peoplesPermissions.filter(
    (each) => part === 'All' || (part === 'Chosen' ? chosen.includes(each) : locked.includes(each)),
  );
  const areas = areasOf(search, all);
  return (
    <Box
      title={
        <>
          May do <span className={classes.why}>{`${chosen.length} of ${peoplesPermissions.length}`}</span>
        </>
      }
      action={
        <span className={classes.buttons} role="search">
          <SearchField label="Search permissions" value={search} onChange={setSearch} />
          <SegmentedControl
            aria-label="Which permissions"
            value={part}
            onChange={setPart}
            data={[
              'All',
              'Chosen',
              ...(locked.length > 0 ? [{ value: 'Out of reach', label: `Out of reach ${locked.length}` }] : []),
            ]}
          />
        </span>
      }
    >
      {wrong && (
        <p role="alert" className={classes.sum}>
          {fieldSentence('permissions')}
        </p>
      )}
      {areas.length === 0 && <p className={classes.sum}>None is like that.</p>}
      {areas.map((area) => (
        <section key={area.name} aria-label={area.name}>
          <h3 className={classes.group}>
            <AreaBox area={area} chosen={chosen} locked={locked} toggle={toggle} />
            <span>{`${area.permissions.filter((each) => chosen.includes(each)).length} of ${area.permissions.length}`}</span>
          </h3>
          {area.permissions.map((each) =>
            locked.includes(each) && !chosen.includes(each) ? (
              <div key={each} className={classes.may} data-locked>
                <IconLock size={16} stroke={1.7} aria-hidden />
                {permissions[each]} <span className={classes.why}>You don’t hold it.</span>
                <code>{each}</code>
              </div>
            ) : (
              <div key={each} className={classes.may}>
                <Checkbox
                  label={permissions[each]}
                  checked={chosen.includes(each)}
                  onChange={() => {
                    toggle(each);
                  }}
                />
                <code>{each}</code>
              </div>
            ),
          )}
        </section>
      ))}
    </Box>
  );
}
