import { type SystemRole, systemRoles } from '@annals/contracts';
import { Checkbox } from '@mantine/core';
import classes from './role-choice.module.css';

interface Props {
  label: string;
  chosen: readonly SystemRole[];
  offered: readonly SystemRole[];
  onChange: (roles: SystemRole[]) => void;
  error?: string | undefined;
}

/** Roles with what they mean; those that the reader may not grant are not offered. */
export function RoleChoice({ label, chosen, offered, onChange, error }: Props) {
  return (
    <Checkbox.Group
      label={label}
      value={[...chosen]}
      onChange={(values) => {
        onChange(offered.filter((role) => values.includes(role)));
      }}
      error={error}
    >
      <div className={classes.roles}>
        {offered.map((role) => (
          <Checkbox
            key={role}
            value={role}
            label={systemRoles[role].name}
            description={systemRoles[role].meaning}
            classNames={{
              root: classes.role,
              body: classes.body,
              labelWrapper: classes.words,
              description: classes.meaning,
            }}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}
