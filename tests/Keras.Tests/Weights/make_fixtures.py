"""Makes the files in Fixtures with h5py: the same small models laid out as each generation of Keras lays out weights.

Every array counts up from a number of its own (`array(start, shape)`), so that tests know what belongs where. Run in this folder: python3 make_fixtures.py
"""
import json
import os
import zipfile

import h5py
import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures")
KERNEL, BIAS, SECOND_KERNEL, SECOND_BIAS = 0, 100, 200, 300


def array(start, shape):
    return (start + np.arange(int(np.prod(shape)))).reshape(shape).astype("float32")


def path(name):
    return os.path.join(FOLDER, name)


def dense(name, units, config=None):
    return {"class_name": "Dense", "config": dict({"name": name, "units": units}, **(config or {}))}


def sequential(layers, version="2.15.0"):
    first = {"class_name": "InputLayer", "config": {"name": "x", "batch_input_shape": [None, 3], "dtype": "float32"}}
    return {"class_name": "Sequential", "keras_version": version, "config": {"name": "m", "layers": [first] + layers}}


def legacy(group, layers, split=0):
    """What save_weights_to_hdf5_group writes; with `split`, names in attributes of so many each."""
    names = [n.encode() for n, _ in layers]
    if split:
        for i in range(0, len(names), split):
            group.attrs[f"layer_names{i // split}"] = names[i:i + split]
    else:
        group.attrs["layer_names"] = names
    for name, weights in layers:
        inner = group.create_group(name)
        inner.attrs["weight_names"] = [n.encode() for n, _ in weights] if weights else np.zeros((0,))
        for weight, values in weights:
            inner.create_dataset(weight, data=values)


TWO = [("first", [("first/kernel:0", array(KERNEL, (3, 4))), ("first/bias:0", array(BIAS, (4,)))]),
       ("dropout", []),
       ("second", [("second/kernel:0", array(SECOND_KERNEL, (4, 2))), ("second/bias:0", array(SECOND_BIAS, (2,)))])]


def whole_keras2():
    with h5py.File(path("keras2.h5"), "w") as file:
        file.attrs["keras_version"] = b"2.15.0"
        file.attrs["model_config"] = json.dumps(sequential([dense("first", 4), {"class_name": "Dropout", "config": {"name": "dropout", "rate": 0.5}}, dense("second", 2)])).encode()
        legacy(file.create_group("model_weights"), TWO)
        file.create_group("optimizer_weights").create_dataset("iteration", data=np.int64(7))


def weights_keras2():
    with h5py.File(path("keras2_weights.h5"), "w") as file:
        legacy(file, TWO)
    with h5py.File(path("split_names_weights.h5"), "w") as file:
        legacy(file, TWO, split=2)
    with h5py.File(path("other_names_weights.h5"), "w") as file:
        legacy(file, [("other_1", TWO[0][1]), ("other_2", TWO[2][1])])
    with h5py.File(path("by_name_weights.h5"), "w") as file:
        legacy(file, [("second", TWO[2][1]), ("stranger", [("stranger/kernel:0", array(900, (2, 2)))])])
    with h5py.File(path("half_layer_weights.h5"), "w") as file:
        legacy(file, [("second", TWO[2][1][:1])])
    with h5py.File(path("wrong_shape_weights.h5"), "w") as file:
        legacy(file, [("first", [("first/kernel:0", array(KERNEL, (3, 5))), ("first/bias:0", array(BIAS, (4,)))]), TWO[2]])
    with h5py.File(path("float64_weights.h5"), "w") as file:
        legacy(file, [(name, [(weight, values.astype("float64")) for weight, values in weights]) for name, weights in TWO])


def keras1():
    with h5py.File(path("keras1.h5"), "w") as file:
        file.attrs["keras_version"] = b"1.2.2"
        layers = [{"class_name": "Dense", "config": {"name": "dense_1", "output_dim": 4, "batch_input_shape": [None, 3], "init": "uniform"}}, {"class_name": "Dense", "config": {"name": "dense_2", "output_dim": 2, "init": "uniform"}}]
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": layers}).encode()
        legacy(file.create_group("model_weights"), [
            ("dense_1", [("dense_1_W:0", TWO[0][1][0][1]), ("dense_1_b:0", TWO[0][1][1][1])]), ("dense_2", [("dense_2_W:0", TWO[2][1][0][1]), ("dense_2_b:0", TWO[2][1][1][1])])])


def keras1_layouts():
    """Gates that Keras 1 kept apart, and a kernel as Theano had it."""
    with h5py.File(path("keras1_lstm.h5"), "w") as file:
        file.attrs["keras_version"] = b"1.2.2"
        layers = [{"class_name": "LSTM", "config": {"name": "lstm_1", "output_dim": 2, "batch_input_shape": [None, 4, 3], "init": "uniform", "inner_activation": "hard_sigmoid", "activation": "tanh", "consume_less": "cpu"}}]
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": layers}).encode()
        weights = []
        for gate, value in (("i", 10), ("c", 20), ("f", 30), ("o", 40)):
            weights += [(f"lstm_1_W_{gate}:0", np.full((3, 2), value, "float32")), (f"lstm_1_U_{gate}:0", np.full((2, 2), value + 1, "float32")), (f"lstm_1_b_{gate}:0", np.full((2,), value + 2, "float32"))]
        legacy(file.create_group("model_weights"), [("lstm_1", weights)])
    with h5py.File(path("theano.h5"), "w") as file:
        file.attrs["keras_version"] = b"1.2.2"
        file.attrs["backend"] = b"theano"
        layers = [{"class_name": "Convolution2D", "config": {"name": "conv", "nb_filter": 2, "nb_row": 2, "nb_col": 3, "dim_ordering": "th", "border_mode": "valid", "batch_input_shape": [None, 1, 5, 5], "bias": False}}]
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": layers}).encode()
        legacy(file.create_group("model_weights"), [("conv", [("conv_W:0", array(0, (2, 1, 2, 3)))])])


def random_state():
    """A layer that acts in training alone has the state of its generator among the weights of tf.keras 2."""
    flip = {"class_name": "RandomFlip", "config": {"name": "flip", "mode": "horizontal", "seed": None}}
    with h5py.File(path("random_state.h5"), "w") as file:
        file.attrs["keras_version"] = b"2.9.0"
        layers = [{"class_name": "InputLayer", "config": {"name": "x", "batch_input_shape": [None, 2, 2, 1], "dtype": "float32"}}, flip,
                  {"class_name": "Flatten", "config": {"name": "flatten"}}, dense("first", 4)]
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"name": "m", "layers": layers}}).encode()
        legacy(file.create_group("model_weights"), [("flip", [("StateVar:0", np.arange(3, dtype="int64"))]), ("flatten", []), ("first", [("first/kernel:0", array(KERNEL, (4, 4))), ("first/bias:0", array(BIAS, (4,)))])])


def nested():
    """A frozen and a trained model in a model: one group holds all, first what is trained."""
    inner = {"class_name": "Sequential", "config": {"name": "inner", "layers": [
        {"class_name": "InputLayer", "config": {"name": "i", "batch_input_shape": [None, 3], "dtype": "float32"}}, dense("first", 4),
        {"class_name": "BatchNormalization", "config": {"name": "norm", "axis": [1]}}, dense("second", 2)]}}
    with h5py.File(path("nested.h5"), "w") as file:
        file.attrs["keras_version"] = b"2.15.0"
        file.attrs["model_config"] = json.dumps(sequential([inner])).encode()
        legacy(file.create_group("model_weights"), [("inner", TWO[0][1] + [("norm/gamma:0", array(400, (4,))), ("norm/beta:0", array(500, (4,)))] + TWO[2][1]
                                                    + [("norm/moving_mean:0", array(600, (4,))), ("norm/moving_variance:0", array(700, (4,)))])])


def keras3_config():
    first = {"class_name": "InputLayer", "module": "keras.layers", "config": {"name": "x", "batch_shape": [None, 3], "dtype": "float32"}}
    layers = [dict(dense(name, units), module="keras.layers") for name, units in (("first", 4), ("second", 2))]
    return {"module": "keras", "class_name": "Sequential", "config": {"name": "m", "layers": [first] + layers}}


def variables(group, values, name=None):
    inner = group.create_group("vars")
    if name:
        inner.attrs["name"] = name
    for i, value in enumerate(values):
        inner.create_dataset(str(i), data=value)


FIRST, SECOND = [TWO[0][1][0][1], TWO[0][1][1][1]], [TWO[2][1][0][1], TWO[2][1][1][1]]


def archive(name, write, version="3.6.0"):
    weights = path("model.weights.h5")
    with h5py.File(weights, "w") as file:
        write(file)
    with zipfile.ZipFile(path(name), "w") as out:
        out.writestr("metadata.json", json.dumps({"keras_version": version}))
        out.writestr("config.json", json.dumps(keras3_config()))
        out.write(weights, "model.weights.h5")
    os.remove(weights)


def custom():
    """Layers of classes of the user's own: one with a weight, one that holds a Dense."""
    first = {"class_name": "InputLayer", "module": "keras.layers", "config": {"name": "x", "batch_shape": [None, 3], "dtype": "float32"}}
    layers = [{"module": "my.layers", "class_name": name, "registered_name": "Custom>" + name, "config": {"name": name.lower(), "units": 3}} for name in ("Scale", "Gate")]
    config = {"module": "keras", "class_name": "Sequential", "config": {"name": "m", "layers": [first] + layers}}
    weights = path("model.weights.h5")
    with h5py.File(weights, "w") as file:
        groups = file.create_group("layers")
        variables(groups.create_group("scale"), [array(1, (3,))])
        variables(groups.create_group("gate").create_group("gate"), [array(0, (3, 3)) / 10, array(1, (3,))])
    with zipfile.ZipFile(path("custom.keras"), "w") as out:
        out.writestr("metadata.json", json.dumps({"keras_version": "3.6.0"}))
        out.writestr("config.json", json.dumps(config))
        out.write(weights, "model.weights.h5")
    os.remove(weights)


def keras3():
    def usual(file):
        layers = file.create_group("layers")
        variables(layers.create_group("dense"), FIRST, "first")
        variables(layers.create_group("dense_1"), SECOND, "second")
        file.create_group("optimizer").create_group("vars").create_dataset("0", data=np.int64(1))

    def swapped(file):
        layers = file.create_group("layers")
        variables(layers.create_group("dense"), SECOND, "second")
        variables(layers.create_group("dense_1"), FIRST, "first")

    def windows(file):
        variables(file.create_group("layers\\dense"), FIRST)
        variables(file.create_group("layers\\dense_1"), SECOND)

    def old(file):
        # Layers with weights are counted twice.
        layers = file.create_group("_layer_checkpoint_dependencies")
        variables(layers.create_group("dense"), FIRST)
        variables(layers.create_group("dense_2"), SECOND)

    def renumbered(file):
        layers = file.create_group("layers")
        variables(layers.create_group("dense"), FIRST, "zeroth")
        variables(layers.create_group("dense_1"), SECOND, "first")

    archive("keras3.keras", usual)
    archive("renumbered.keras", renumbered)
    archive("swapped.keras", swapped)
    archive("windows.keras", windows, "2.15.0")
    archive("keras2_13.keras", old, "2.13.1")


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    whole_keras2()
    weights_keras2()
    keras1()
    keras1_layouts()
    random_state()
    nested()
    keras3()
    custom()
