-- Made by tools/oracle/create_sql.py from models with SQLAlchemy 2; do not edit.

CREATE TABLE students (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE courses (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE tags (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE student_course (
    student_id INTEGER NOT NULL,
    course_id INTEGER NOT NULL,
    PRIMARY KEY (student_id, course_id),
    FOREIGN KEY(student_id) REFERENCES students (id),
    FOREIGN KEY(course_id) REFERENCES courses (id)
);

CREATE TABLE student_tag (
    student_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    added_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now(),
    UNIQUE (student_id, tag_id),
    FOREIGN KEY(student_id) REFERENCES students (id) ON DELETE CASCADE,
    FOREIGN KEY(tag_id) REFERENCES tags (id) ON DELETE CASCADE
);

CREATE TABLE course_tag (
    course_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    PRIMARY KEY (course_id, tag_id),
    UNIQUE (course_id, tag_id),
    FOREIGN KEY(course_id) REFERENCES courses (id) ON DELETE CASCADE,
    FOREIGN KEY(tag_id) REFERENCES tags (id) ON DELETE CASCADE
);

CREATE TABLE friendship (
    left_id INTEGER NOT NULL,
    right_id INTEGER NOT NULL,
    PRIMARY KEY (left_id, right_id),
    FOREIGN KEY(left_id) REFERENCES students (id),
    FOREIGN KEY(right_id) REFERENCES students (id)
);

CREATE TABLE enrolments (
    student_id INTEGER NOT NULL,
    course_id INTEGER NOT NULL,
    grade VARCHAR(2),
    PRIMARY KEY (student_id, course_id),
    FOREIGN KEY(student_id) REFERENCES students (id),
    FOREIGN KEY(course_id) REFERENCES courses (id)
);

