import { permission, type Permission } from '@annals/contracts';
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { lastEventQuery, type AccessQuestion } from '../../api/access';
import { useOrganization } from '../../app/frame/frame-context';
import { useSuccessors } from '../../components/use-successors';
import { usePersonName } from '../../components/use-person-name';
import { useTerms } from '../../components/use-terms';
import { useWorkspaceNames } from '../../components/use-workspace-names';
import { inSentence, permissionWords } from '../../format/words';
import { areasOf } from '../roles/areas';
import classes from './access.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/access');

/** What is asked about where nothing was chosen yet. */
const usual: Permission = 'runs:control';
const choices = areasOf().map(({ name, permissions: all }) => ({
  group: name,
  items: all.map((value) => ({ value, label: inSentence(permissionWords(value)) })),
}));

/** The question in the URL. `isKnown`: which event was the last one then is read. */
export function useQuestion() {
  const { organizationId } = useOrganization();
  const { may = usual, workspace, on } = route.useSearch();
  const moment = useQuery({ ...lastEventQuery(organizationId, on ?? ''), enabled: on !== undefined });
  const question: AccessQuestion = { organizationId, permission: may, workspace, after: moment.data?.event.sequence };
  return { question, on, moment, isKnown: on === undefined || moment.data !== undefined };
}

const typed = (at: string | undefined): string => at?.slice(0, 'YYYY-MM-DDThh:mm:ss'.length) ?? '';
const instant = (value: string): string | undefined =>
  value === '' ? undefined : `${value.length === 'YYYY-MM-DDThh:mm'.length ? `${value}:00` : value.slice(0, 19)}.000Z`;

/** The sentence that asks: its fields in the order in which it is read. */
export function Question({ about }: { about: 'person' | 'everybody' }) {
  const search = route.useSearch();
  const key = JSON.stringify([about, search.person, search.may, search.workspace, search.on]);
  return <Fields key={key} about={about} />;
}

function Fields({ about }: { about: 'person' | 'everybody' }) {
  const inTerms = useTerms();
  const { membership } = useOrganization();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const [may, setMay] = useState<string>(search.may ?? usual);
  const [person, setPerson] = useState(search.person ?? membership.personId);
  const [workspace, setWorkspace] = useState(search.workspace ?? '');
  const [on, setOn] = useState(typed(search.on));
  const places = [...useWorkspaceNames()].map(([value, label]) => ({ value, label }));
  return (
    <form
      className={classes.question}
      onSubmit={(event) => {
        event.preventDefault();
        const asked = { may: permission.safeParse(may).data, workspace: workspace || undefined, on: instant(on) };
        const named = about === 'person' ? { person } : {};
        void navigate({ search: (before) => ({ ...before, ...asked, ...named, cursor: undefined }) });
      }}
    >
      <span className={classes.field}>
        {about === 'person' ? 'Why may' : on === '' ? 'Who can' : 'Who could'}
        {about === 'person' ? (
          <PersonChoice chosen={person} choose={setPerson} />
        ) : (
          <PermissionChoice chosen={may} choose={setMay} />
        )}
      </span>
      {about === 'person' && (
        <span className={classes.field}>
          <PermissionChoice chosen={may} choose={setMay} />
        </span>
      )}
      <span className={classes.field}>
        in
        <Select
          aria-label="Where"
          data={[{ value: '', label: inTerms('every workspace') }, ...places]}
          value={workspace}
          searchable
          allowDeselect={false}
          onChange={(value) => {
            setWorkspace(value ?? '');
          }}
        />
      </span>
      <span className={classes.field} data-wide>
        at
        <TextInput
          type="datetime-local"
          step={1}
          aria-label="When (UTC); left empty, now"
          value={on}
          rightSectionWidth={44}
          rightSection={<span className={classes.unit}>UTC</span>}
          onChange={({ currentTarget }) => {
            setOn(currentTarget.value);
          }}
        />
      </span>
      {on !== '' && (
        <Button
          variant="subtle"
          onClick={() => {
            setOn('');
          }}
        >
          Now
        </Button>
      )}
      <span className={classes.mark}>?</span>
      <Button type="submit" className={classes.ask}>
        {about === 'person' ? 'Explain' : 'Find out'}
      </Button>
    </form>
  );
}

interface ChoiceProps {
  chosen: string;
  choose: (value: string) => void;
}

function PermissionChoice({ chosen, choose }: ChoiceProps) {
  return (
    <Select
      aria-label="What"
      data={choices}
      value={chosen}
      searchable
      allowDeselect={false}
      onChange={(value) => {
        if (value !== null) choose(value);
      }}
    />
  );
}

/** Anybody who belongs here, found by name. */
function PersonChoice({ chosen, choose }: ChoiceProps) {
  const [text, setText] = useState('');
  const name = usePersonName(chosen);
  const { choices: found, nobody } = useSuccessors({ typed: text === name ? '' : text, except: '' });
  const isThere = found.some(({ value }) => value === chosen);
  return (
    <Select
      aria-label="Who"
      searchable
      allowDeselect={false}
      data={isThere || name === undefined ? found : [{ value: chosen, label: name }, ...found]}
      value={chosen}
      onChange={(value) => {
        if (value !== null) choose(value);
      }}
      onSearchChange={setText}
      nothingFoundMessage={nobody}
    />
  );
}
