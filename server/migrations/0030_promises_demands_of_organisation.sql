-- What changed because somebody of an organisation asked is found by the organisation, however much everybody else has asked for.
create index demands_answered_of_organisation on demands (organisation_id, change_id) where organisation_id is not null and change_id is not null;
