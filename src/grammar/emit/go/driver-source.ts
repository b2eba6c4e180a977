/** The program around generated Go. */

/** `driver/main.go`, without its table of formats. */
export const DRIVER_GO = String.raw`package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"sort"
	"strconv"
	"strings"

	"procfs"
)

type typ struct {
	kind   string
	number int
	of     []typ
}

type field struct {
	label string
	typ   typ
}

type record struct {
	typ    reflect.Type
	fields []field
}

type format struct {
	records                      []record
	each                         typ
	parse, parseTolerant         func([]byte) (any, error)
	parseEach, parseEachTolerant func([]byte, func(any)) error
}

func (f *format) json(w *strings.Builder, v reflect.Value, t typ) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch t.kind {
	case "integer":
		fmt.Fprint(w, v.Interface())
	case "decimal":
		w.WriteString(strconv.FormatFloat(v.Float(), 'f', t.number, 64))
	case "bytes":
		quote(w, string(v.Bytes()))
	case "words":
		quote(w, v.String())
	case "list":
		w.WriteByte('[')
		for i := 0; i < v.Len(); i++ {
			if i > 0 {
				w.WriteByte(',')
			}
			f.json(w, v.Index(i), t.of[0])
		}
		w.WriteByte(']')
	case "record":
		f.record(w, v, f.records[t.number])
	case "union":
		for _, member := range t.of {
			if f.fits(v, member) {
				f.json(w, v, member)
				return
			}
		}
		panic("no member of the union")
	}
}

func (f *format) fits(v reflect.Value, t typ) bool {
	switch t.kind {
	case "integer":
		return v.CanInt() || v.CanUint()
	case "decimal":
		return v.CanFloat()
	case "bytes":
		return v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8
	case "words":
		return v.Kind() == reflect.String
	case "record":
		return v.Type() == f.records[t.number].typ
	}
	return v.Kind() == reflect.Slice
}

func (f *format) record(w *strings.Builder, v reflect.Value, r record) {
	comma := ""
	w.WriteByte('{')
	for i, field := range r.fields {
		part := v.Field(i)
		switch part.Kind() {
		case reflect.Pointer, reflect.Interface, reflect.Slice:
			if part.IsNil() {
				continue
			}
		}
		w.WriteString(comma)
		comma = ","
		quote(w, field.label)
		w.WriteByte(':')
		f.json(w, part, field.typ)
	}
	if extra := v.FieldByName("Extra"); extra.IsValid() && extra.Len() > 0 {
		w.WriteString(comma + "\"extra\":")
		writeExtra(w, extra.Interface().(map[string][]byte))
	}
	w.WriteByte('}')
}

func writeExtra(w *strings.Builder, extra map[string][]byte) {
	keys := []string{}
	for key := range extra {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	w.WriteByte('{')
	for i, key := range keys {
		if i > 0 {
			w.WriteByte(',')
		}
		quote(w, key)
		w.WriteByte(':')
		quote(w, string(extra[key]))
	}
	w.WriteByte('}')
}

func quote(w *strings.Builder, text string) {
	w.WriteByte('"')
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == '"' || b == '\\':
			w.WriteByte('\\')
			w.WriteByte(b)
		case b < ' ' || b > '~':
			fmt.Fprintf(w, "\\u00%02x", b)
		default:
			w.WriteByte(b)
		}
	}
	w.WriteByte('"')
}

func (f *format) answer(mode string, text []byte) string {
	var w strings.Builder
	w.WriteString("ok ")
	err := f.ask(&w, mode, text)
	if err == nil {
		return w.String()
	}
	var failure *procfs.ParseError
	if !errors.As(err, &failure) {
		panic(err)
	}
	var words strings.Builder
	for i, word := range failure.Expected {
		if i > 0 {
			words.WriteByte(',')
		}
		quote(&words, word)
	}
	return fmt.Sprintf("fail %d %d %d [%s]", failure.Offset, failure.Line, failure.Column, words.String())
}

func (f *format) ask(w *strings.Builder, mode string, text []byte) error {
	isTolerant := strings.HasPrefix(mode, "tolerant")
	if strings.HasSuffix(mode, "-each") {
		each := f.parseEach
		if isTolerant {
			each = f.parseEachTolerant
		}
		comma := "["
		err := each(text, func(item any) {
			w.WriteString(comma)
			f.json(w, reflect.ValueOf(item), f.each)
			comma = ","
		})
		if comma == "[" {
			w.WriteByte('[')
		}
		w.WriteByte(']')
		return err
	}
	parse := f.parse
	if isTolerant {
		parse = f.parseTolerant
	}
	value, err := parse(text)
	if err == nil {
		f.json(w, reflect.ValueOf(value), typ{kind: "record"})
	}
	return err
}

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for len(input) > 0 {
		end := bytes.IndexByte(input, '\n')
		words := strings.Fields(string(input[:end]))
		length, err := strconv.Atoi(words[2])
		if err != nil {
			panic(err)
		}
		text := input[end+1 : end+1+length]
		input = input[end+1+length:]
		f := formats[words[0]]
		fmt.Fprintln(out, f.answer(words[1], text))
	}
}

`;
